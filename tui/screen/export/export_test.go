package export_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen/export"
	"pairbook/tui/screen/help"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

var (
	worksheet = forms.SheetID{Form: "planning_worksheet"}
	contract  = forms.SheetID{Form: forms.ContractForm}
	meeting   = forms.Meeting(1)
	feedback  = forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}

	aboutMe = forms.Address{Sheet: worksheet, Field: "pw_about_me_mentee", Voice: forms.Mentee}
	expects = forms.Address{Sheet: contract, Field: "ct_expectations", Voice: forms.Agreed}
	notes   = forms.Address{Sheet: meeting, Field: "m_private_mentee", Voice: forms.Mentee}
	worked  = forms.Address{Sheet: feedback, Field: "fe_worked", Voice: forms.Mentee}
)

// of returns a story's beginning on the export of a sheet.
func of(id forms.SheetID, fill func(k *tuitest.Keeper)) tuitest.Options {
	return tuitest.Options{
		Screens: map[tui.ScreenID]tui.Maker{tui.Export: export.New, tui.Help: help.New},
		First:   tui.Place{Screen: tui.Export, Sheet: id},
		Fill:    fill,
	}
}

func filled(k *tuitest.Keeper) {
	k.Says(aboutMe, "I like people more than paper.")
	k.Says(expects, "We are on time.").Says(expects.By(forms.Mentee), "That Per listens.").Says(expects.By(forms.Mentor), "That Amina asks.")
}

// toButton goes to the button that writes the file.
func toButton(u *story.User) *story.User { return u.Press("tab", "tab", "tab", "tab") }

func wrote(t *testing.T, s *tuitest.Stage, name string) string {
	t.Helper()
	text, ok := s.Folder.File(name)
	if !ok {
		t.Fatalf("there is no file %q", name)
	}
	return text
}

func TestTheFileIsWrittenWithItsSuggestedNameAndItsPathIsTold(t *testing.T) {
	tuitest.Tell(t, of(worksheet, filled), func(u *story.User, s *tuitest.Stage) {
		u.Sees("Make a file: Planning worksheet").SeesRow("Sheet", "< Planning worksheet >").SeesRow("● PDF").SeesRow("File name", "planning_worksheet.pdf")
		u.Type("1 ").SeesRow("File name", "planning_worksheet.txt")
		toButton(u).Press("enter").Sees("The file is written: /papers/planning_worksheet.txt")
		if text := wrote(t, s, "planning_worksheet.txt"); !strings.Contains(text, "I like people more than paper.") {
			t.Errorf("the file lacks the answer:\n%s", text)
		}
	})
}

func TestTheSheetIsNamedAndCanBeChanged(t *testing.T) {
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("< Working contract >").Press("shift+tab").Type("pp").SeesRow("< Planning worksheet >").SeesRow("File name", "planning_worksheet.pdf")
		u.Sees("Make a file: Planning worksheet").Press("pgdown", "pgdown").Sees("I like people more than paper.")
		u.Press("tab").Type("1 ").Press("tab", "tab", "tab", "home").Type("our-").Press("shift+tab", "shift+tab", "shift+tab", "shift+tab")
		u.Type("w").SeesRow("< Working contract >").SeesRow("File name", "our-planning_worksheet.txt")
		u.Press("left", "right").SeesRow("< Working contract >").ClickOn("Working contract >").SeesNot("< Working contract >")
	})
}

func TestAllSheetsCanBeChosenFromEveryFormat(t *testing.T) {
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
		u.Type("6 ").SeesRow("contract.docx").Press("shift+tab").Type("all").SeesRow("< all you have begun, as one PDF >")
		u.SeesRow("● PDF").SeesRow("File name", "pack.pdf").Press("tab").Type("6 ").SeesRow("< Working contract >").SeesRow("File name", "contract.docx")
	})
}

func TestEveryFormatCanBePicked(t *testing.T) {
	for n, c := range []struct{ name, holds string }{
		{"contract.txt", "We are on time."}, {"contract.md", "# "}, {"contract.html", "<html"}, {"contract.json", `"schema"`},
	} {
		tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
			u.Type(fmt.Sprint(n+1)+" ").SeesRow("File name", c.name)
			toButton(u).Press("enter").Sees("/papers/" + c.name)
			if text := wrote(t, s, c.name); !strings.Contains(text, c.holds) {
				t.Errorf("%s does not hold %q", c.name, c.holds)
			}
		})
	}
}

func TestTheMouseDoesItAll(t *testing.T) {
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
		u.ClickOn("Markdown").SeesRow("● Markdown").SeesRow("contract.md").ClickOn("all three").SeesRow("● all three")
		u.ClickOn("contract.md").Press("home").Type("our ").ClickOn("[ Write the file ]").Sees("/papers/our contract.md")
	})
}

func TestANameOfOnesOwnKeepsItsBeginningWhenTheFormatChanges(t *testing.T) {
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
		u.Press("tab", "tab", "tab").Type("x").SeesRow("contract.pdfx").Press("backspace", "home").Type("my-")
		u.Press("shift+tab", "shift+tab", "shift+tab").Type("3 ").SeesRow("my-contract.html")
		u.Press("tab", "tab", "tab", "ctrl+a", "delete").Type("notes").Press("shift+tab", "shift+tab", "shift+tab").Type("2 ").SeesRow("File name", "notes")
	})
}

func TestAFileNeedsAName(t *testing.T) {
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
		u.Press("tab", "tab", "tab", "ctrl+a", "delete", "enter", "enter").Sees("Give the file a name first.")
	})
}

func TestUndoTakesBackTypingInTheNameFirst(t *testing.T) {
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
		u.Press("tab", "tab", "tab").Type("x").Press("ctrl+z").SeesRow("contract.pdf").SeesNot("pdfx")
		if n := s.Book.Calls(tuitest.OpUndo); n != 0 {
			t.Errorf("%d deeds were undone", n)
		}
	})
}

func TestThePreviewShowsWhatTheFileSays(t *testing.T) {
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
		u.SeesNot("We are on time.").Press("pgdown", "pgdown").Sees("We are on time.").SeesNot("That Per listens.").Sees("[ Write the file ]")
		u.Press("tab", "tab", "right", "space").Sees("That Per listens.").Sees("That Amina asks.")
		u.Wheel(10, 20, -30).Sees("Workplace mentoring").Press("pgdown", "pgdown").SeesNot("Workplace mentoring").Press("pgup", "pgup").Sees("Workplace mentoring")
	})
}

func TestTheVoicesAreAskedOfOnlyWhereThereAreSeveral(t *testing.T) {
	tuitest.Tell(t, of(meeting, nil), func(u *story.User, s *tuitest.Stage) { u.SeesNot("Whose words") })
}

func TestWhoMayReadItAndWhatIsLeftOutIsSaid(t *testing.T) {
	tuitest.Tell(t, of(meeting, nil), func(u *story.User, s *tuitest.Stage) {
		u.Sees("For the two of you. In it:").Sees("Private notes are never in it: only the one who wrote them reads them.")
	})
}

func TestAFailureIsWordedAndNothingIsLost(t *testing.T) {
	tuitest.Tell(t, of(contract, filled), func(u *story.User, s *tuitest.Stage) {
		s.Folder.Fail(fs.ErrPermission)
		u.Type("2 ").Press("tab", "tab", "tab", "home").Type("our-").Press("tab", "enter").Sees("The file is not written.").Sees("permission")
		u.SeesRow("our-contract.md").SeesRow("● Markdown")
		s.Folder.Fail(nil)
		u.Press("enter").Sees("/papers/our-contract.md").SeesNot("not written")
	})
}

func TestTheOutcomeIsSeenAlsoAfterAnotherPageWasOpened(t *testing.T) {
	o := of(contract, filled)
	o.Desk = func(d *tui.Desk) {
		write := d.WriteFile
		d.WriteFile = func(name string, data []byte) (string, error) {
			<-time.After(3 * time.Second)
			return write(name, data)
		}
	}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		toButton(u).Press("enter").Sees("Writing").Press("enter").Sees("One moment")
		u.Press("f1").Wait(5 * time.Second).Press("esc").Sees("/papers/contract.pdf")
	})
}

func TestWhatIsPrivateIsInNoFileNorPreviewEvenForItsAuthorAlone(t *testing.T) {
	secrets := func(k *tuitest.Keeper) {
		k.Says(notes, "SECRET notes").Says(worked, "SECRET feedback").Says(forms.StateAddress(feedback), "sealed")
	}
	for _, id := range []forms.SheetID{meeting, feedback} {
		for _, hand := range []forms.Voice{forms.Mentee, forms.Mentor} {
			for format := range 4 {
				o := of(id, secrets)
				o.Height = 66
				o.Desk = func(d *tui.Desk) { d.Reader = forms.Reader{Hand: hand, Alone: true} }
				tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
					u.Type(fmt.Sprint(format + 1))
					for range 6 {
						u.SeesNot("SECRET").Press("pgdown")
					}
					u.ClickOn("[ Write the file ]").SeesNot("SECRET")
					for _, ext := range []string{".txt", ".md", ".html", ".json"} {
						if text, _ := s.Folder.File("meeting-1" + ext); strings.Contains(text, "SECRET") {
							t.Errorf("what is private stands in meeting-1%s", ext)
						}
					}
				})
			}
		}
	}
}

func TestACopyThatIsNotOpenIsNotWritten(t *testing.T) {
	tuitest.Tell(t, of(feedback, func(k *tuitest.Keeper) { k.Says(worked, "SECRET") }), func(u *story.User, s *tuitest.Stage) {
		u.Sees("This copy is not open yet.").ClickOn("[ Write the file ]").Sees("so there is nothing to write")
	})
}

func TestWithoutASheetThePageSaysSo(t *testing.T) {
	tuitest.Tell(t, of(forms.SheetID{Form: "unheard_of"}, nil), func(u *story.User, s *tuitest.Stage) {
		u.Sees("There is no sheet here").Press("enter", "tab", "pgdown", "ctrl+y").Sees("There is no sheet here")
	})
}

func TestTheWindowMayBeOfAnySize(t *testing.T) {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []forms.SheetID{contract, meeting, {Form: forms.TogetherForm}} {
		var page tui.Screen
		o := of(id, func(k *tuitest.Keeper) {
			filled(k)
			for _, sec := range lib.Forms[id.Form].Sections {
				for _, fd := range sec.Fields {
					k.Says(forms.Address{Sheet: id, Field: fd.ID, Voice: forms.Agreed}, "工会会议 👩‍👩‍👧 åäö\nand a second line")
				}
			}
		})
		o.Screens[tui.Export] = tuitest.Grab(export.New, &page)
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			s.Folder.Fail(errors.New(strings.Repeat("a long reason ", 20)))
			for range 6 {
				tuitest.Fits(t, page)
				u.Press("tab")
			}
			u.Press("enter")
			tuitest.Fits(t, page)
		})
	}
}

func TestTheButtonIsReachedInASmallWindow(t *testing.T) {
	o := of(contract, filled)
	o.Width, o.Height = 40, 10
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		toButton(u).Sees("[ Write the file ]").Press("enter").Sees("/papers/contract.pdf").Press("pgdown", "pgdown").Sees("Amina Diallo")
		u.Press("shift+tab").Sees("File name")
		if _, _, shown := u.Cursor(); !shown {
			t.Error("the cursor does not stand where one types")
		}
	})
}

func TestExportLooksRight(t *testing.T) {
	tuitest.Looks(t, "choices", of(contract, filled), nil)
	tuitest.Looks(t, "written", of(contract, filled), func(u *story.User, _ *tuitest.Stage) { toButton(u).Press("enter") })
}

func TestEverythingHasItsWords(t *testing.T) {
	o := of(contract, filled)
	for _, l := range lang.All() {
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			toButton(u.SeesNot("⟦")).SeesNot("⟦").Press("f2").SeesNot("⟦").Press("f1").SeesNot("⟦").Press("pgdown").SeesNot("⟦")
		})
	}
}
