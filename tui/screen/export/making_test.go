package export_test

import (
	"errors"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// opening begins a story on a desktop; what is opened comes to the channel.
func opening(o tuitest.Options, fails error) (tuitest.Options, *[]string) {
	opened := &[]string{}
	o.Desk = func(d *tui.Desk) {
		d.OpenFile = func(path string) error {
			*opened = append(*opened, path)
			return fails
		}
	}
	return o, opened
}

func TestAFileThatIsWrittenCanBeOpened(t *testing.T) {
	o, opened := opening(of(contract, filled), nil)
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		toButton(u).SeesNot("Open it").Press("enter").Sees("/papers/contract.pdf").Sees("[ Open it ]")
		u.Type("o").Sees("Opening the file").Press("down", "enter")
		u.ClickOn("[ Open it ]").Press("up", "up").Type("x").SeesNot("Open it")
		if len(*opened) != 3 || (*opened)[0] != "/papers/contract.pdf" {
			t.Errorf("these were opened: %q", *opened)
		}
	})
}

func TestAFileThatCannotBeOpenedIsThereAllTheSame(t *testing.T) {
	o, _ := opening(of(contract, filled), errors.New("exit status 3"))
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		toButton(u).Press("enter").Type("o").Sees("Nothing here could open the file.").SeesNot("exit status")
		u.Sees("/papers/contract.pdf")
	})
}

func TestWhatTheDesktopMightRunIsNotOpened(t *testing.T) {
	o, _ := opening(of(contract, filled), nil)
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("tab", "tab", "tab", "ctrl+a", "delete").Type("contract.desktop").Press("tab", "enter").Sees("/papers/contract.desktop").SeesNot("Open it")
	})
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) { // there is no desktop
		toButton(u).Press("enter").Sees("/papers/contract.pdf").SeesNot("Open it")
	})
}

// slowBook takes its time to read a record.
type slowBook struct{ tui.Book }

func (b slowBook) Load(id forms.PairID) (*forms.Record, int, error) {
	<-time.After(2 * time.Second)
	return b.Book.Load(id)
}

func TestAFileThatTakesLongIsGivenUpWithEsc(t *testing.T) {
	o := of(contract, filled)
	o.Desk = func(d *tui.Desk) { d.Book = slowBook{d.Book} }
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("shift+tab", "end", "tab", "tab", "tab", "tab", "tab", "enter")
		u.Wait(700 * time.Millisecond).Sees("Still writing. Esc stops it, and no file is left.")
		u.Press("esc").Wait(2 * time.Second).Sees("Stopped. No file was written.").SeesNot("not written. ")
		if _, there := s.Folder.File("pack.pdf"); there {
			t.Error("the file is there all the same")
		}
		u.Press("enter").Wait(3 * time.Second).Sees("/papers/pack.pdf")
	})
}

func TestAPackThatTakesLongSaysHowFarItIsAndCanBeStopped(t *testing.T) {
	for _, l := range lang.All() {
		o := of(contract, filled)
		o.Lang, o.Asked = l, true
		o.Desk = func(d *tui.Desk) {
			write := d.WriteFile
			d.WriteFile = func(name string, data []byte) (string, error) {
				<-time.After(2 * time.Second)
				return write(name, data)
			}
		}
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			w, err := lang.Load(l)
			if err != nil {
				t.Fatal(err)
			}
			u.Press("shift+tab", "end").Sees(w.T("frompaper.pack_title"))
			u.Press("tab", "tab", "tab", "tab", "tab", "enter").Sees(w.T("exportscreen.writing"))
			u.SeesNot("⟦").Wait(700 * time.Millisecond).Sees(w.T("frompaper.key_stop")).SeesNot("⟦").Wait(2 * time.Second).Sees("/papers/pack.pdf")
		})
	}
}
