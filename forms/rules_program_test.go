package forms_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// These rules are kept by the program itself. Each test proves on the shipped forms,
// in every programme, that it cannot do otherwise.

// eachProgramme runs a test with Amina and Per in every shipped programme. They began
// on a Friday, so that the middle of a year is a Sunday.
func eachProgramme(t *testing.T, today string, f func(t *testing.T, c *couple)) {
	for id := range started(t, "workplace", "2026-03-24", today).Library.Programmes {
		t.Run(id, func(t *testing.T) { f(t, started(t, id, "2026-03-27", today)) })
	}
}

// sheetsEver lists the sheets a pair can have in its programme, a meeting among them
// that nobody has begun.
func (c *couple) sheetsEver() []forms.Sheet {
	sheets := c.Sheets()
	for _, n := range []int{1, 2} {
		if s, ok := c.Sheet(forms.Meeting(n)); ok && !slices.Contains(c.Meetings(), n) {
			sheets = append(sheets, s)
		}
	}
	return sheets
}

// answerAll answers the questions of a sheet that are wanted, the texts with a word
// of the test's own.
func (c *couple) answerAll(s forms.Sheet, word string, want func(fd *forms.Field) bool) {
	for _, it := range s.Items() {
		if !want(it.Field) {
			continue
		}
		for _, v := range it.Voices {
			c.fillIn(s, it.Field, v, word)
		}
	}
}

func (c *couple) fillIn(s forms.Sheet, fd *forms.Field, v forms.Voice, word string) {
	at := s.Address(fd, v)
	switch fd.Kind {
	case forms.KindAuto:
	case forms.KindGroup:
		for i := range fd.Parts {
			c.take(forms.Change{Addr: at.At(fd.Parts[i].ID), Value: c.anAnswer(&fd.Parts[i], word)})
		}
	case forms.KindRows:
		if s.MayAddRows(fd) {
			_, cs := s.AddRow(fd, v, "")
			c.take(cs...)
		}
		for _, row := range s.Rows(fd, v) {
			c.fillRow(s, fd, v, row.ID, word)
		}
	default:
		c.take(forms.Change{Addr: at, Value: c.anAnswer(fd, word)})
	}
}

func (c *couple) fillRow(s forms.Sheet, fd *forms.Field, v forms.Voice, row forms.RowID, word string) {
	for i := range fd.Columns {
		if col := &fd.Columns[i]; !col.ReadOnly && col.Kind != forms.KindAuto {
			c.take(forms.Change{Addr: s.Cell(fd, v, row, col), Value: c.anAnswer(col, word)})
		}
	}
}

// anAnswer is a valid answer of a field's kind.
func (c *couple) anAnswer(fd *forms.Field, word string) forms.Value {
	switch fd.Kind {
	case forms.KindDate:
		return "2026-05-05"
	case forms.KindTime:
		return "17:00"
	case forms.KindNumber:
		return "0.5"
	case forms.KindRating:
		return "4"
	case forms.KindYesNo:
		return "yes"
	case forms.KindSign:
		return forms.Value("2026-05-05 " + word)
	case forms.KindChoice, forms.KindMulti:
		if opts := c.OptionsOf(fd); len(opts) > 0 {
			return forms.Value(opts[0].ID)
		}
		return ""
	}
	return forms.Value(word)
}

func TestRule9EachWritesAloneAndNeitherReadsTheOtherBefore(t *testing.T) {
	eachProgramme(t, "2027-03-20", func(t *testing.T, c *couple) {
		if !slices.Contains(c.Programme().Forms, "feedback_each") {
			t.Fatal("nobody is asked alone")
		}
		hers, his := c.sheet("feedback_each/mentee"), c.sheet("feedback_each/mentor")
		closed := func() (asked int, readable []string) {
			for _, it := range hers.Items() {
				asked++
				for _, r := range []forms.Reader{per, together} {
					if hers.MayRead(it.Field, forms.Mentee, r) {
						readable = append(readable, it.Field.ID)
					}
				}
			}
			return asked, readable
		}
		c.answerAll(hers, "secretly", func(*forms.Field) bool { return true })
		c.state("feedback_each/mentee", forms.StateSealed)
		asked, readable := closed()
		if asked == 0 || len(readable) > 0 {
			t.Errorf("of %d questions the other can read %v", asked, readable)
		}
		c.answerAll(his, "quietly", func(*forms.Field) bool { return true })
		c.state("feedback_each/mentor", forms.StateSealed)
		if _, readable = closed(); len(readable) != 2*asked {
			t.Errorf("of %d questions both can read only %v when both are in", asked, readable)
		}
	})
}

func TestRule28TheProgrammeSeesThatTheyMetAndNotWhatTheySaid(t *testing.T) {
	released := []string{"cs_worked", "cs_change", "cs_barriers", "cs_next"}
	eachProgramme(t, "2027-03-20", func(t *testing.T, c *couple) {
		for _, s := range c.sheetsEver() {
			c.answerAll(s, "confidential", func(fd *forms.Field) bool {
				return s.Form.ID != forms.PairForm && fd.ID != "fe_to_board"
			})
		}
		c.state("feedback_each/mentee", forms.StateSealed)
		c.state("feedback_each/mentor", forms.StateSealed)
		summary := c.sheet("coordinator_summary")
		for i := range summary.Form.Sections {
			for j := range summary.Form.Sections[i].Fields {
				fd := &summary.Form.Sections[i].Fields[j]
				if fd.Kind != forms.KindAuto && fd.Kind != forms.KindYesNo {
					t.Errorf("%s takes down what is written: it is a %s", fd.ID, fd.Kind)
				}
				if said := fmt.Sprint(summary.Compute(fd, forms.Agreed)); fd.Kind == forms.KindAuto && strings.Contains(said, "confidential") {
					t.Errorf("%s quotes what was said: %s", fd.ID, said)
				}
			}
		}
		for _, field := range c.Programme().Tells {
			if _, ok := summary.Form.Field(field); !ok {
				t.Errorf("the programme is told %s, which is not in the summary", field)
			}
		}
		c.say("feedback_each/mentee", "fe_to_board", forms.Mentee, "coordinator")
		fd, ok := summary.Form.Field(released[0])
		if !ok || !strings.Contains(summary.Compute(fd, forms.Agreed).Text, "confidential") {
			t.Errorf("%s does not quote even what its writer released", released[0])
		}
	})
}

func TestRule33QuestionsAboutEquityAreVoluntaryAndSeparate(t *testing.T) {
	about := regexp.MustCompile(`equity|barrier|adaptation|self_id`)
	found := 0
	eachProgramme(t, "2026-04-01", func(t *testing.T, c *couple) {
		for _, s := range c.sheetsEver() {
			for _, it := range s.Items() {
				if !about.MatchString(it.Field.ID) {
					continue
				}
				found++
				for _, v := range it.Voices {
					if s.Required(it.Field, v) {
						t.Errorf("%s.%s has to be answered", s.Form.ID, it.Field.ID)
					}
				}
				if s.Form.ID == forms.ApplicationForm && (s.MayRead(it.Field, it.Voices[0], together) || !onlySuch(it.Section, about)) {
					t.Errorf("%s.%s does not stand apart, or is shown to both", s.Form.ID, it.Field.ID)
				}
			}
		}
	})
	if found == 0 {
		t.Error("no form has such a question: this test tells nothing")
	}
}

// onlySuch reports whether the rest of a section is for the coordinator's eyes, too.
func onlySuch(sec *forms.Section, about *regexp.Regexp) bool {
	for i := range sec.Fields {
		if fd := &sec.Fields[i]; fd.Seen != forms.SeenCoordinator && !about.MatchString(fd.ID) {
			return false
		}
	}
	return true
}

func TestRule32NobodyIsAskedForAgeOrSex(t *testing.T) {
	asks := regexp.MustCompile(`(?i)\b(age|born|birth|birthday|sex|gender|male|female)\b`)
	for id, f := range started(t, "workplace", "2026-03-24", "2026-04-01").Library.Forms {
		for i := range f.Sections {
			for j := range f.Sections[i].Fields {
				fd := &f.Sections[i].Fields[j]
				if text := strings.ReplaceAll(fd.ID, "_", " ") + " " + fd.Label.In(lang.English); asks.MatchString(text) {
					t.Errorf("%s.%s asks for it: %s", id, fd.ID, text)
				}
			}
		}
	}
}

// whatIsFound is all that the rules tell, in words.
func (c *couple) whatIsFound() string {
	var b strings.Builder
	all := append(c.Findings(), forms.EveryFinding(c.Pair)...)
	for _, s := range c.Sheets() {
		all = append(all, s.Stops()...)
	}
	for _, f := range all {
		what, why := c.SayFinding(f)
		fmt.Fprintln(&b, f.Severity, f.ID(), f.Sheet, f.Field, f.Note, what, why)
	}
	return b.String()
}

// private says whether an answer is not for both together. What is private until it is
// told stays so here: the answer that tells it is not among them.
func private(fd *forms.Field) bool {
	return fd.Seen != forms.SeenPair && fd.Seen != "" && fd.ID != "ee_told"
}

func TestNothingPrivateCanBeLearntFromFindings(t *testing.T) {
	for _, today := range []string{"2026-04-15", "2026-09-20", "2027-09-01"} {
		eachProgramme(t, today, func(t *testing.T, c *couple) {
			tellsNothing(t, c, "of a pair that has said nothing")
			for _, half := range []bool{true, false} {
				for _, s := range c.sheetsEver() {
					c.answerAll(s, "open", func(fd *forms.Field) bool { return !private(fd) && saidBy(half, s, fd) })
				}
				tellsNothing(t, c, fmt.Sprint("of a pair that has said half: ", half))
			}
		})
	}
}

// saidBy reports whether a pair has answered a field that has said half, or all: half
// leaves out the sheets after which few rules have anything left to say. What decides
// on the programme and its days stays as it is.
func saidBy(half bool, s forms.Sheet, fd *forms.Field) bool {
	switch fd.ID {
	case "template_id", "anchor_date", "planned_length", "ee_told":
		return false
	}
	late := []string{forms.EarlyEndForm, forms.PlanForm, forms.ShadowingForm, forms.TogetherForm, forms.NextStepsForm}
	return !half || s.ID.Number < 2 && !slices.Contains(late, s.Form.ID)
}

// tellsNothing gives every private answer, and takes them all back.
func tellsNothing(t *testing.T, c *couple, what string) {
	t.Helper()
	before := c.whatIsFound()
	each := func(f func(s forms.Sheet, fd *forms.Field, v forms.Voice)) {
		for _, s := range c.sheetsEver() {
			for _, it := range s.Items() {
				for _, v := range it.Voices {
					if private(it.Field) && it.Field.Register == "" {
						f(s, it.Field, v)
					}
				}
			}
		}
		if after := c.whatIsFound(); after != before {
			t.Fatalf("%s: private answers change what is found\n%s\nto\n%s", what, before, after)
		}
	}
	each(func(s forms.Sheet, fd *forms.Field, v forms.Voice) { c.fillIn(s, fd, v, "hush") })
	each(c.unanswer)
}

// unanswer takes an answer back.
func (c *couple) unanswer(s forms.Sheet, fd *forms.Field, v forms.Voice) {
	if fd.Kind == forms.KindRows {
		for _, row := range s.Rows(fd, v) {
			c.take(s.RemoveRow(fd, v, row.ID)...)
		}
		return
	}
	at := s.Address(fd, v)
	c.take(forms.Change{Addr: at})
	for i := range fd.Parts {
		c.take(forms.Change{Addr: at.At(fd.Parts[i].ID)})
	}
}
