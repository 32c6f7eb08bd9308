package export_test

import (
	"bytes"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

func TestABlankFormAsksAllThatCanBeAskedWithTheNumbersOfTheScreen(t *testing.T) {
	for l, only := range map[lang.Lang]string{
		lang.English: "Only if you answered “an agenda beforehand”, “topics by e-mail some days before” or “a mix” to question 14.",
		lang.Swedish: "Bara om svaret på fråga 14 är ”dagordning i förväg”, ”ämnen med e-post några dagar innan” eller ”blandat”.",
		lang.French:  "Seulement si vous avez répondu «\u00a0",
	} {
		b := aTeachersYear(t, l, "union_local")
		s := b.sheet(contract)
		screen := map[string]int{}
		for _, it := range s.Askable() {
			screen[it.Field.ID] = it.Number
		}
		filled, blank := questions(export.Build(s, export.Options{})), questions(export.Build(s, export.Options{Blank: true}))
		for id, q := range blank {
			if q.Number != screen[id] {
				t.Errorf("%s has number %d on paper and %d on screen", id, q.Number, screen[id])
			}
			if f, ok := filled[id]; ok && f.Number != q.Number {
				t.Errorf("%s has number %d filled in and %d on blank paper", id, f.Number, q.Number)
			}
		}
		if hint := blank["ct_agenda_owner"].Hint; !strings.HasPrefix(hint, only) {
			t.Errorf("in %q the blank form says %q", l, hint)
		}
		for _, f := range []export.Format{export.FormatPDF, export.FormatDOCX, export.FormatODT} {
			var out bytes.Buffer
			if err := export.WriteOn(&out, f, export.Build(s, export.Options{Blank: true}), export.PaperOptions{Blank: true}); err != nil {
				t.Errorf("%s: %v", f, err)
			}
		}
	}
}

func TestOutsideThePairQuestionsAreCountedWithoutGaps(t *testing.T) {
	b := newBook(t, lang.English)
	for _, s := range b.Sheets() {
		for _, to := range []forms.Audience{forms.ForBoard, forms.ForCoordinator} {
			for i, n := range numbers(export.Build(s, export.Options{To: to})) {
				if n != i+1 {
					t.Errorf("%s for the %s: question %d has number %d", s.ID, to, i+1, n)
				}
			}
		}
	}
}

func TestBehindAnotherAnswerThereIsALineToWriteOn(t *testing.T) {
	lines := func(writes bool, label string, o export.PaperOptions) int {
		q := question("How often?")
		q.Answers[0].Content = export.Content{Kind: forms.KindChoice, Options: []export.Option{{ID: "often", Label: "often"}, {ID: "other", Label: label, Writes: writes}}}
		return len(paper(t, document(q), o).pages[0].rest)
	}
	for _, label := range []string{"another rhythm", strings.Repeat("another rhythm that takes its time ", 6)} {
		blank, filled := export.PaperOptions{Blank: true}, export.PaperOptions{}
		if with, without := lines(true, label, blank), lines(false, label, blank); with != without+1 {
			t.Errorf("%.20q: %d lines with one to write on, %d without", label, with, without)
		}
		if with, without := lines(true, label, filled), lines(false, label, filled); with != without {
			t.Errorf("%.20q: a form that is filled in has a line to write on", label)
		}
	}
}
