package sheet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// fromPaper tells a story of a pen that types in a sheet from paper, in each language,
// in a usual window and in the smallest.
func fromPaper(t *testing.T, sheet string, f func(p *pen)) {
	for _, l := range lang.All() {
		for _, size := range [][2]int{{80, 24}, {40, 10}} {
			t.Run(fmt.Sprint(l, " ", size), func(t *testing.T) {
				o := onSheet(sheet, "")
				o.Lang, o.Asked, o.Width, o.Height = l, true, size[0], size[1]
				write(t, o, f)
			})
		}
	}
}

// number is a question's number on paper.
func (p *pen) number(sheet, field string) int {
	p.t.Helper()
	for _, it := range p.sheet(sheet).Askable() {
		if it.Field.ID == field {
			return it.Number
		}
	}
	p.t.Fatalf("%s asks no %s", sheet, field)
	return 0
}

// lastOnPaper is the last number that is no signature.
func (p *pen) lastOnPaper(sheet string) (n int) {
	for _, it := range p.sheet(sheet).Askable() {
		if it.Field.Kind != forms.KindSign && it.Field.Seen != forms.SeenAuthor {
			n = it.Number
		}
	}
	return n
}

// head makes sure that the first line says where on the paper the keys are.
func (p *pen) head(n, all int) *pen {
	p.t.Helper()
	return p.Sees(p.word("frompaper.head", "n", n, "all", all))
}

// option goes to an option of a choice and takes it with Enter.
func (p *pen) option(fd *forms.Field, id string) *pen {
	p.Press("home")
	for range slices.IndexFunc(fd.Options, func(o forms.Option) bool { return o.ID == id }) {
		p.Press("down")
	}
	return p.Press("enter")
}

func TestAContractIsTypedInFromPaperByItsNumbers(t *testing.T) {
	fromPaper(t, "contract", func(p *pen) {
		all := p.number("contract", "ct_version")
		p.Press("alt+p").head(1, all)
		p.Type("To be sure of the agreement").Press("tab").head(2, all)
		p.Press("ctrl+n").head(3, all)
		p.Press("ctrl+g").Type(fmt.Sprint(p.number("contract", "ct_structure"))).Press("enter")
		p.at("ct_structure").head(p.number("contract", "ct_structure"), all)
		p.option(fieldOf(p.sheet("contract"), "ct_structure"), "spontaneous") // nobody has to make an agenda then
		hidden := p.number("contract", "ct_agenda_owner")
		p.at("ct_notes_owner").head(hidden+1, all)
		p.Press("ctrl+g").Type(fmt.Sprint(hidden)).Sees(fmt.Sprint(hidden)).Press("enter").Press("esc")
		p.at("ct_notes_owner")
		p.holds("contract", "ct_needs_goals", "", forms.Agreed, "To be sure of the agreement")
	})
}

func TestANumberThatIsNotAskedAfterAnAnswerIsTold(t *testing.T) {
	for _, l := range lang.All() {
		o := onSheet("contract", "ct_structure")
		o.Lang, o.Asked, o.Width, o.Height = l, true, 100, 24
		write(t, o, func(p *pen) {
			n := p.number("contract", "ct_agenda_owner")
			p.Press("alt+p", "ctrl+g").Type(fmt.Sprint(n - 1)).Press("enter").at("ct_structure")
			p.option(fieldOf(p.sheet("contract"), "ct_structure"), "spontaneous")
			p.Sees(p.pair.Words.N("frompaper.not_asked", 1, "numbers", fmt.Sprint(n)))
			p.Press("ctrl+g").Type(fmt.Sprint(n)).Sees(p.word("frompaper.go_not_asked", "n", n))
		})
	}
}

func TestPaperPassesSignaturesByAndEndsAtWhatIsLeft(t *testing.T) {
	fromPaper(t, "contract", func(p *pen) {
		p.Press("alt+p")
		for n := 0; !strings.Contains(p.Screen(), p.word("sheet.left_title")); n++ {
			if strings.Contains(lit(p.User), p.label("ct_sign_mentor")) || n > 60 {
				p.t.Fatalf("after %d numbers there is still\n%s", n, p.Screen())
			}
			p.Press("ctrl+n")
		}
		p.Sees(strings.Fields(p.word("frompaper.end_sign"))[0])
		for _, v := range []forms.Voice{forms.Mentor, forms.Mentee} {
			p.holds("contract", "ct_sign_"+string(v), "", v, "")
		}
	})
}

func TestPartsAndRowsAreTypedInInPrintedOrder(t *testing.T) {
	fromPaper(t, "planning_worksheet", func(p *pen) {
		p.Press("alt+p", "ctrl+g").Type(fmt.Sprint(p.number("planning_worksheet", "pw_goals"))).Press("enter").at("pw_goals")
		p.Type("Lead a meeting").Press("enter").Type("It scares me").Press("enter")
		n, all := p.number("planning_worksheet", "pw_goals"), p.lastOnPaper("planning_worksheet")
		p.head(n, all).Press("ctrl+n").head(n+1, all)
		if s := p.sheet("planning_worksheet"); len(s.Rows(fieldOf(s, "pw_goals"), forms.Agreed)) != 1 {
			p.t.Error("there is not one goal")
		}
	})
}

// fieldOf is a question of a sheet.
func fieldOf(s forms.Sheet, id string) *forms.Field {
	fd, _ := s.Form.Field(id)
	return fd
}

func TestAClosedSheetTakesNothingFromPaper(t *testing.T) {
	o := onSheet("meeting/1", "")
	o.Fill = func(k *tuitest.Keeper) {
		inTheUnion(k)
		k.Says(forms.StateAddress(forms.Meeting(1)), forms.Value(forms.StateClosed))
	}
	write(t, o, func(p *pen) {
		p.Press("alt+p").Sees(p.word("frompaper.why_closed"))
		p.Press("ctrl+g").Type("paper").SeesNot(p.word("frompaper.entry_on"))
	})
}

func TestTypingInFromPaperIsFoundAmongTheQuestionsAndEnds(t *testing.T) {
	write(t, onSheet("contract", ""), func(p *pen) {
		p.Press("ctrl+g").Type("from paper").Press("enter").head(1, p.number("contract", "ct_version"))
		p.Sees(p.word("frompaper.began")).Press("alt+p").Sees(p.word("frompaper.ended")).SeesNot("From paper")
		p.Press("ctrl+g").Type("1").Press("enter").at("ct_needs_goals") // and not 10 to 19
	})
}

func TestTypingInFromPaperLooksRight(t *testing.T) {
	o := onSheet("contract", "ct_structure")
	tuitest.Looks(t, "paper", o, func(u *story.User, _ *tuitest.Stage) { u.Press("alt+p") })
}
