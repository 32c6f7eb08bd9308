package pair_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

func TestWhatWasWrittenInAFormThatIsGoneCanBeReadFromThePairsPage(t *testing.T) {
	gone := forms.SheetID{Form: "our_garden"}
	o := on(func(k *tuitest.Keeper) { k.Says(agreed(gone, "our_hope"), "Bread and roses") })
	o.Height = 60
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("our_garden", "form not here").ClickOn("our_garden").Sees("Bread and roses").Sees("our_hope")
		u.Press("esc", "f5").Sees("History: our_garden").SeesRow("our_hope").Sees("Bread and roses")
	})
}
