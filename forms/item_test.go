package forms_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
)

// numbersOf are the numbers of questions by their fields.
func numbersOf(items []forms.Item) map[string]int {
	out := map[string]int{}
	for _, it := range items {
		out[it.Field.ID] = it.Number
	}
	return out
}

func TestQuestionsThatCanBeAskedAreNumberedWithoutGaps(t *testing.T) {
	for _, programme := range programmes(t) {
		c := aminaAndPer(t, programme, "2026-04-01", lang.Swedish)
		for _, s := range c.Sheets() {
			for i, it := range s.Askable() {
				if it.Number != i+1 {
					t.Errorf("%s, %s: %s has number %d, want %d", programme, s.ID, it.Field.ID, it.Number, i+1)
				}
			}
		}
	}
}

func programmes(t *testing.T) []string {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(maps.Keys(lib.Programmes))
}

// answers are values to try a question with: every option, alone and all together, or a
// few words.
func answers(c *couple, fd *forms.Field) []forms.Value {
	var all []forms.Value
	for _, o := range fd.Choices(c.Asking()) {
		all = append(all, forms.Value(o.ID))
	}
	if fd.Kind == forms.KindMulti {
		all = append(all, forms.Value(strings.Join(entries(all), "\n")))
	}
	if len(all) == 0 && fd.Kind != forms.KindRows && fd.Kind != forms.KindGroup && fd.Kind != forms.KindAuto {
		all = append(all, "some words")
	}
	return all
}

func entries(vs []forms.Value) (out []string) {
	for _, v := range vs {
		out = append(out, string(v))
	}
	return out
}

func TestNoAnswerOnASheetChangesItsNumbers(t *testing.T) {
	hidden := map[string]bool{}
	for _, programme := range []string{"st-styrelse", "union-local", "workplace"} {
		c := aminaAndPer(t, programme, "2026-04-01", lang.English)
		for _, s := range c.numbered() {
			want := numbersOf(s.Askable())
			for _, it := range s.Askable() {
				if it.Field.ID == "template_id" {
					continue // which programme it is, is known before
				}
				for _, v := range answers(c, it.Field) {
					a := s.Address(it.Field, it.Voices[0])
					before := c.Record.Value(a)
					c.take(forms.Change{Addr: a, Value: v})
					got := numbersOf(s.Items())
					for id, n := range want {
						switch {
						case got[id] == 0:
							hidden[id] = true
						case got[id] != n:
							t.Fatalf("%s, %s = %q: %s has number %d, and had %d", s.ID, it.Field.ID, v, id, got[id], n)
						}
					}
					if now := numbersOf(s.Askable()); !maps.Equal(now, want) {
						t.Fatalf("%s, %s = %q: the numbers are %v, and were %v", s.ID, it.Field.ID, v, now, want)
					}
					c.take(forms.Change{Addr: a, Value: before})
				}
			}
		}
	}
	for _, id := range []string{"pw_shadow_plan", "ct_agenda_owner", "m_next_date", "dependency_note"} {
		if !hidden[id] {
			t.Errorf("%s was never left out", id)
		}
	}
}

func TestABlankFormTellsWhichAnswersBringAQuestionUp(t *testing.T) {
	for l, want := range map[lang.Lang]string{
		lang.English: "Only if you answered “an agenda beforehand”, “topics by e-mail some days before” or “a mix” to question 14",
		lang.Swedish: "Bara om svaret på fråga 14 är ”dagordning i förväg”, ”ämnen med e-post några dagar innan” eller ”blandat”",
		lang.French:  "Seulement si vous avez répondu «\u00a0un ordre du jour à l’avance\u00a0», «\u00a0les sujets par courriel quelques jours avant\u00a0» ou «\u00a0un peu des deux\u00a0» à la question 14",
	} {
		c := aminaAndPer(t, "union-local", "2026-04-01", l)
		got := map[string]string{}
		for _, s := range c.numbered() {
			for _, it := range s.Askable() {
				if text := s.OnlyIf(it); text != "" {
					got[it.Field.ID] = text
				}
			}
		}
		same(t, "the words before the agenda's owner", got["ct_agenda_owner"], want)
		for _, field := range []string{"pw_shadow_plan", "m_next_date", "dependency_note"} {
			if got[field] == "" || strings.Contains(got[field], "⟦") {
				t.Errorf("%s says %q", field, got[field])
			}
		}
		if got["ct_frequency"] != "" {
			t.Errorf("a question that is asked always says %q", got["ct_frequency"])
		}
	}
}

// numbered are the sheets of the pair, and a meeting.
func (c *couple) numbered() []forms.Sheet {
	return append(c.Sheets(), c.sheet("meeting/2"), c.sheet("planning_worksheet"))
}
