package export_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

var mentors = forms.SheetID{Form: forms.EachForm, Of: forms.Mentor}

// sealed has both copies of the evaluation sealed; Amina lets the board have hers.
func sealed(k *tuitest.Keeper) {
	k.Says(worked, "The walks.")
	k.Says(forms.Address{Sheet: feedback, Field: "fe_to_board", Voice: forms.Mentee}, "board")
	k.Says(forms.StateAddress(feedback), "sealed").Says(forms.StateAddress(mentors), "sealed")
}

func TestWhatGoesAndWhatStaysIsSaidBeforeTheFileIsWritten(t *testing.T) {
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
		u.Sees("For the two of you. In it: 34 questions, 1 table and 2 lines to sign on.").Sees("Named: Amina Diallo and Per Holm.")
		u.Sees("Stays in the book (F2 shows who reads what):").Sees("· Your own words beside what you agreed on")
		u.Press("tab", "tab", "right", "space").SeesNot("Your own words beside")
	})
}

func TestThePreviewIsTheSameWhetherOrNotThereIsSomethingPrivate(t *testing.T) {
	pictures := map[bool]string{}
	for _, private := range []bool{false, true} {
		fill := func(k *tuitest.Keeper) {
			if private {
				k.Says(notes, "SECRET").Says(worked, "SECRET")
				k.Says(forms.Address{Sheet: feedback, Field: "fe_to_board", Voice: forms.Mentee}, "board")
			}
		}
		for _, id := range []forms.SheetID{meeting, feedback, {Form: forms.TogetherForm}} {
			tuitest.Tell(t, of(id, fill), func(u *story.User, s *tuitest.Stage) {
				for range 3 {
					pictures[private] += u.Screen()
					u.Press("tab", "right", "space", "shift+tab")
				}
			})
		}
	}
	if pictures[true] != pictures[false] {
		t.Errorf("what is private shows:\n%s\n%s", pictures[false], pictures[true])
	}
}

func TestTheBoardGetsAnOpenedCopyThatIsReleasedAndNoContract(t *testing.T) {
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
		u.Press("tab", "right", "space").SeesRow("● the board").Sees("Nothing of this sheet can go to the board now.").Sees("The board gets only:")
		toButton(u).Press("enter").Sees("Nothing of this sheet can go there now")
		if _, ok := s.Folder.File("contract.pdf"); ok {
			t.Error("the contract was written for the board")
		}
	})
	tuitest.Tell(t, of(feedback, sealed), func(u *story.User, s *tuitest.Stage) {
		u.Type("1 ").Press("tab", "right", "space").Sees("For the board. In it:")
		toButton(u).Press("enter").Sees("/papers/feedback_each-mentee.txt").Sees("Last handed out: Feedback, Amina Diallo, 24 March, for the board")
		if text := wrote(t, s, "feedback_each-mentee.txt"); !strings.Contains(text, "The walks.") || !strings.Contains(text, "For the board.") {
			t.Errorf("the board gets:\n%s", text)
		}
	})
	tuitest.Tell(t, of(mentors, sealed), func(u *story.User, s *tuitest.Stage) {
		u.Press("tab", "right", "space").Sees("Nothing of this sheet can go to the board now.").Sees("Per Holm, who has not ticked that")
	})
}

func TestAnOwnCopyIsThereOnlyForOneWhoIsAlone(t *testing.T) {
	private := func(k *tuitest.Keeper) { k.Says(notes, "SECRET notes") }
	tuitest.Tell(t, of(meeting, private), func(u *story.User, s *tuitest.Stage) { u.SeesNot("yourself alone") })
	o := of(meeting, private)
	o.Desk = func(d *tui.Desk) { d.Reader = forms.Reader{Hand: forms.Mentee, Alone: true} }
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Sees("yourself alone").Type("1 ").Press("tab").Type("4 ").SeesRow("● yourself alone").Sees("For Amina Diallo. In it:").Sees("Private notes by Per Holm are never in it: only Per Holm reads them.")
		toButton(u).Press("enter").Sees("/papers/meeting-1.txt")
		if text := wrote(t, s, "meeting-1.txt"); !strings.Contains(text, "SECRET notes") {
			t.Errorf("her own copy lacks her own notes:\n%s", text)
		}
	})
}

func TestWhatIsWrittenIsNotedInTheLedgerAndUndoPassesOverIt(t *testing.T) {
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
		toButton(u.Type("1 ")).Press("enter").Sees("/papers/contract.txt").Press("ctrl+z").SeesNot("We are on time.").Sees("Last handed out: Working contract, 24 March, for the two of you")
		rec, _, err := s.Book.Load(s.Pair)
		if err != nil {
			t.Fatal(err)
		}
		w, err := lang.Load(lang.English)
		if err != nil {
			t.Fatal(err)
		}
		lines := forms.NewPair(rec, nil, lang.Date{}, w).Ledger()
		sum := sha256.Sum256([]byte(wrote(t, s, "contract.txt")))
		if len(lines) != 1 || lines[0].File != "contract.txt" || lines[0].Sum != hex.EncodeToString(sum[:]) || lines[0].Format != "text" {
			t.Errorf("the ledger says %+v", lines)
		}
	})
}

func TestAFileIsWrittenAlsoWhereItCannotBeNoted(t *testing.T) {
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpCommit, errors.New("read only"))
		toButton(u).Press("enter").Sees("/papers/contract.pdf").Sees("It is not noted in the list of what was handed out")
		wrote(t, s, "contract.pdf")
	})
}

func TestOneKeyShowsWhoReadsWhat(t *testing.T) {
	tuitest.Tell(t, of(feedback, filled), func(u *story.User, s *tuitest.Stage) {
		u.Press("f2").Sees("Who reads what").Sees("Written by Amina Diallo. Read by the one who wrote it, and by both when both copies").Press("pgdown").Sees("Whoever can open this book file")
		u.Press("f2").Sees("What it says").SeesNot("Who reads what")
	})
}

func TestWhatLeavesLooksRight(t *testing.T) {
	who := func(u *story.User, _ *tuitest.Stage) { u.Press("f2") }
	tuitest.Looks(t, "who", of(feedback, filled), who)
}
