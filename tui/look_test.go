package tui_test

import (
	"fmt"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

const day = 24 * time.Hour

func follows(programme string) func(*tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		a, _ := forms.SummaryAddress("template_id")
		k.Says(a, forms.Value(programme))
	}
}

// halfway: three meetings are held, one action is late, steps are past their day.
func halfway(k *tuitest.Keeper) {
	follows("st_styrelse")(k)
	for n, held := range []string{"2026-03-24", "2026-04-23", "2026-05-07"} {
		k.Says(forms.Address{Sheet: forms.Meeting(n + 1), Field: "m_date", Voice: forms.Agreed}, forms.Value(held))
		k.Says(forms.StateAddress(forms.Meeting(n+1)), forms.Value(forms.StateClosed))
	}
	next := forms.Address{Sheet: forms.Meeting(3), Field: "m_next_date", Voice: forms.Agreed}
	k.Says(next.At("date"), "2026-06-11")
	action := forms.Address{Sheet: forms.Register("actions"), Field: "actions", Voice: forms.Agreed}.InRow("row1")
	k.Says(action.At(forms.PartOrder), "1").Says(action.At("action"), "Book the hall").Says(action.At("due"), "2026-05-28").Says(action.At("status"), "open")
	k.Later(75 * day)
}

func nearTheEnd(k *tuitest.Keeper) {
	follows("union_local")(k)
	k.Later(320 * day)
}

func copyOf(v forms.Voice) forms.SheetID { return forms.SheetID{Form: forms.EachForm, Of: v} }

func sealed(vs ...forms.Voice) func(*tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		for _, v := range vs {
			k.Says(forms.Address{Sheet: copyOf(v), Field: "fe_worked", Voice: v}, "We met every month.")
			k.Does(v, forms.Change{Addr: forms.StateAddress(copyOf(v)), Value: forms.Value(forms.StateSealed)})
		}
	}
}

func manyPairs(k *tuitest.Keeper) {
	for n := range 30 {
		var cs []forms.Change
		for field, v := range map[string]string{"mentee_name": "Mentee", "mentor_name": "Mentor"} {
			a, _ := forms.SummaryAddress(field)
			cs = append(cs, forms.Change{Addr: a, Value: forms.Value(fmt.Sprint(v, " ", n))})
		}
		a, _ := forms.SummaryAddress("template_id")
		_, _ = k.Book.NewPair(append(cs, forms.Change{Addr: a, Value: "union_local"}), forms.Mentee)
		k.Later(time.Minute)
	}
}

func TestTheScreensLookAsTheyDid(t *testing.T) {
	for name, o := range map[string]struct {
		at   tui.ScreenID
		fill func(*tuitest.Keeper)
		act  func(u *story.User)
	}{
		"start-list":         {tui.Start, manyPairs, func(u *story.User) { u.Press("down", "down") }},
		"start-first":        {tui.Start, nil, func(u *story.User) { u.Press("end", "pgdown", "pgdown", "pgdown", "pgdown", "enter") }},
		"pair-fresh":         {tui.PairPage, follows("union_local"), nil},
		"pair-halfway":       {tui.PairPage, halfway, nil},
		"pair-plan":          {tui.PairPage, halfway, func(u *story.User) { u.Press("tab") }},
		"pair-end":           {tui.PairPage, nearTheEnd, nil},
		"evaluation-begin":   {tui.Evaluation, nil, nil},
		"evaluation-curtain": {tui.Evaluation, nil, func(u *story.User) { u.Press("enter") }},
		"evaluation-one":     {tui.Evaluation, sealed(forms.Mentee), func(u *story.User) { u.Press("down") }},
		"evaluation-both":    {tui.Evaluation, sealed(forms.Mentee, forms.Mentor), nil},
	} {
		for _, l := range []lang.Lang{lang.English, lang.Swedish} {
			for _, look := range []struct {
				w, h  int
				theme string
			}{{40, 10, "dark"}, {80, 24, "dark"}, {80, 24, "light"}, {80, 24, "mono"}, {120, 40, "dark"}} {
				file := fmt.Sprintf("%s-%dx%d-%s-%s", name, look.w, look.h, l, look.theme)
				t.Run(file, func(t *testing.T) {
					o := o
					tell := tuitest.Options{
						Screens: screen.All(), First: tui.Place{Screen: o.at}, Fill: o.fill,
						Width: look.w, Height: look.h, Lang: l, Theme: look.theme,
					}
					tuitest.Tell(t, tell, func(u *story.User, s *tuitest.Stage) {
						if o.act != nil {
							o.act(u)
						}
						story.Golden(t, file, u.Styled())
					})
				})
			}
		}
	}
}
