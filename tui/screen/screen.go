// Package screen lists the app's screens for the roof to hand to the app.
package screen

import (
	"pairbook/tui"
	"pairbook/tui/screen/changed"
	"pairbook/tui/screen/checks"
	"pairbook/tui/screen/ending"
	"pairbook/tui/screen/evaluation"
	"pairbook/tui/screen/export"
	"pairbook/tui/screen/help"
	"pairbook/tui/screen/history"
	"pairbook/tui/screen/lists"
	"pairbook/tui/screen/pair"
	"pairbook/tui/screen/privacy"
	"pairbook/tui/screen/review"
	"pairbook/tui/screen/sheet"
	"pairbook/tui/screen/start"
	"pairbook/tui/screen/talk"
)

// All returns a maker for every screen.
func All() map[tui.ScreenID]tui.Maker {
	return map[tui.ScreenID]tui.Maker{
		tui.Start:      start.New,
		tui.PairPage:   pair.New,
		tui.SheetPage:  sheet.New,
		tui.Evaluation: evaluation.New,
		tui.History:    history.New,
		tui.Export:     export.New,
		tui.Help:       help.New,
		tui.Talk:       talk.New,
		tui.Lists:      lists.New,
		tui.Checks:     checks.New,
		tui.Review:     review.New,
		tui.Ending:     ending.New,
		tui.Privacy:    privacy.New,
		tui.Changed:    changed.New,
	}
}
