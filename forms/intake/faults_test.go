package intake_test

import (
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/intake"
)

// refusedEdit exports a sheet with all voices, changes the first place where old stands, and
// returns what is said of that. Nothing of such a file may be taken.
func refusedEdit(t *testing.T, p *forms.Pair, id forms.SheetID, f export.Format, old, now string) string {
	t.Helper()
	out := exported(t, sheetOf(p, id), f, export.Options{AllVoices: true})
	if !strings.Contains(out, old) {
		t.Fatalf("%q does not stand in\n%s", old, out)
	}
	text := strings.Replace(out, old, now, 1)
	if _, told := intake.Open([]byte(text)); len(told) > 0 {
		return told[0].Say(p.Words)
	}
	plan := compare(t, text, p)
	if len(plan.Do) > 0 || len(plan.Changes) > 0 {
		t.Errorf("%q for %q: it would be taken: %v", now, old, plan.Changes)
	}
	return words(p, plan)
}

// wantRefused tries edits, each with what is to be said of it.
func wantRefused(t *testing.T, p *forms.Pair, id forms.SheetID, f export.Format, all map[string][3]string) {
	t.Helper()
	for name, c := range all {
		if got := refusedEdit(t, p, id, f, c[0], c[1]); !strings.Contains(got, c[2]) || strings.Contains(got, "⟦") {
			t.Errorf("%s: %q, want %q", name, got, c[2])
		}
	}
}

func TestJSONOfAnotherShapeIsRefusedWithItsCure(t *testing.T) {
	wantRefused(t, answered(t), contract, export.FormatJSON, map[string][3]string{
		"no list":              {`"questions": [`, `"questions": {}, "note": [`, "has to be a list"},
		"no braces":            {`"questions": [`, `"questions": [ "monthly",`, "Here we expect braces { }."},
		"a voice of nobody":    {`"voice": "agreed"`, `"voice": "everybody"`, "“everybody” is nobody who answers here. Write one of these: agreed"},
		"a voice that is gone": {`"voice": "agreed",`, ``, "“voice” is missing here"},
		"a voice in figures":   {`"voice": "agreed"`, `"voice": 3`, "“voice” has to be words"},
		"a value that is gone": {`"value": "monthly",`, ``, "“value” is missing here"},
		"a zero in a value":    {`"value": "monthly"`, `"value": "mon\u0000thly"`, "An invisible zero stands here."},
		"a part of nothing":    {`"id": "from"`, `"id": "form"`, "There is no “form” here. There are: from, to."},
		"a part twice":         {`"id": "to"`, `"id": "from"`, "“from” stands here a second time"},
		"no rows":              {`"rows": [`, `"note": [`, "“rows” is missing here"},
		"no cells":             {`"cells": {`, `"text": {`, "“cells” is missing here"},
		"a column of nothing":  {`"activity": {`, `"deed": {`, "There is no “deed” here. There are: activity, "},
		"no such question":     {`"id": "ct_frequency"`, `"id": "ct_often"`, "This sheet has no question “ct_often”"},
		"a question twice":     {`"id": "ct_frequency"`, `"id": "ct_length"`, "The question “ct_length” stands here a second time"},
		"none of ours":         {`"schema": `, `"scheme": `, "This JSON is none of our sheets."},
		"a newer one":          {`"schema": 1`, `"schema": 9`, "The file is of a newer kind (9)"},
		"no such sheet":        {`"sheet": "contract"`, `"sheet": "Contract"`, "“Contract” is no sheet."},
		"a register":           {`"sheet": "contract"`, `"sheet": "@goals"`, "“@goals” is no sheet."},
		"another language":     {`"lang": "en"`, `"lang": "tlh"`, "We do not speak “tlh”."},
		"for nobody":           {`"for": "pair"`, `"for": "press"`, "“press” is nobody a sheet is for."},
		"voices of its own":    {`"voices": "all"`, `"voices": "loud"`, "“loud” is neither agreed nor all."},
		"a second document":    {"{", "{} {", "More follows after the end of the document."},
	})
}

func TestJSONWithBracketsWithoutEndIsRefused(t *testing.T) {
	p := answered(t)
	for name, text := range map[string]string{
		"deep":   `{"schema": 1, "note": ` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "}",
		"broken": `{"schema": 1, "note": ` + strings.Repeat("[", 200),
		"empty":  `{`,
	} {
		_, told := intake.Open([]byte(text))
		if len(told) != 1 || strings.Contains(told[0].Say(p.Words), "⟦") {
			t.Errorf("%s: %v", name, told)
		}
	}
}

func TestARowOfAJSONTableIsTakenOnceAndByItsOwnID(t *testing.T) {
	p := answered(t)
	s := sheetOf(p, contract)
	fd, _ := s.Form.Field("ct_joint_activities")
	rows := s.Rows(fd, forms.Agreed)
	one, two := string(rows[0].ID), string(rows[1].ID)
	wantRefused(t, p, contract, export.FormatJSON, map[string][3]string{
		"twice": {`"id": "` + two + `"`, `"id": "` + one + `"`, "The row " + one + " stands here a second time."},
		"no id": {`"id": "` + two + `"`, `"id": "` + strings.Repeat("!", len(two)) + `"`, "is no id of a row. For a new row leave the id out."},
		"short": {`"id": "` + two + `"`, `"id": "x"`, "“x” is no id of a row."},
	})
	fresh := forms.NewRowID()
	out := exported(t, s, export.FormatJSON, export.Options{})
	plan := compare(t, strings.Replace(out, two, string(fresh), 1), p)
	at := s.Cell(fd, forms.Agreed, fresh, &fd.Columns[0])
	if len(plan.Faults) > 0 || !slices.Contains(plan.Do, forms.Change{Addr: at, Value: "Sit in on a board meeting"}) {
		t.Errorf("a new row by an id of its own: %s\n%v", words(p, plan), plan.Do)
	}
}

func TestAnAnswerInPartsNamesEachOnce(t *testing.T) {
	wantRefused(t, answered(t), contract, export.FormatMarkdown, map[string][3]string{
		"a part twice":        {"**to:** 90 minutes", "**from:** 90 minutes", "“from:” stands here a second time."},
		"no name":             {"**from:** 60 minutes\\\n**to:** 90 minutes", "60 to 90", "It is not said which part of the answer “60 to 90” is."},
		"a name and no more":  {"**to:** 90 minutes", "**to:**", "Nothing stands at “to”."},
		"a signature by hand": {"### The mentor's signature\n\nMentor: Per Holm\n", "### The mentor's signature\n\nSigned by Per Holm, 1 March 2026\n", "is a signature (not signed yet)"},
	})
}

func TestATableTakesOnlyAsManyRowsAsItHas(t *testing.T) {
	p := answered(t)
	out := exported(t, sheetOf(p, contract), export.FormatMarkdown, export.Options{})
	const row = "| Read the agreement | – |\n"
	if !strings.Contains(out, row) {
		t.Fatal(out)
	}
	plan := compare(t, strings.Replace(out, row, row+strings.Repeat("| Walk | |\n", 1100), 1), p)
	if got := words(p, plan); !strings.Contains(got, "takes 1000 rows at most") || len(plan.Do) > 0 {
		t.Errorf("got %q", got)
	}
}

// TestWhoSaysSomethingHasToBeNamed is about a question that both answer, each for themselves.
func TestWhoSaysSomethingHasToBeNamed(t *testing.T) {
	const before, amina, per = "### 4. Have you been in something like this before?\n\n", "**Amina Diallo:**", "**Per Holm:**"
	head := before + amina
	wantRefused(t, answered(t), forms.SheetID{Form: forms.WorksheetForm}, export.FormatMarkdown, map[string][3]string{
		"somebody else":      {head, before + "**Anna Berg:**", "“Anna Berg:” is nobody who answers here. Write one of these: **"},
		"nobody yet":         {head, before + "Yes, once.\n\n" + amina, "It is not said whose answer this is. Write above it one of these: **"},
		"the same one twice": {head, before + per + "\n\nYes.\n\n" + amina, "What Per Holm: says stands here a second time."},
	})
}

func TestASheetThatIsShutSaysWhy(t *testing.T) {
	p := answered(t)
	for _, n := range []int{1, 2, 3} {
		put(p, forms.Address{Sheet: forms.Meeting(n), Field: "m_date", Voice: forms.Agreed}, "2026-03-20")
	}
	frozen := exported(t, sheetOf(p, forms.Meeting(1)), export.FormatMarkdown, export.Options{})
	for _, n := range []int{1, 2, 3} {
		put(p, forms.StateAddress(forms.Meeting(n)), forms.Value(forms.StateClosed))
	}
	plan := compare(t, strings.Replace(frozen, "Friday 20 March 2026", "Saturday 21 March 2026", 1), p)
	if got := words(p, plan); !strings.Contains(got, "This meeting (meeting/1) is part of the record") || len(plan.Do) > 0 {
		t.Errorf("before two closed ones: %q", got)
	}

	each := forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}
	s := sheetOf(p, each)
	for _, it := range s.Items() {
		if it.Field.Kind == forms.KindLong {
			put(p, s.Address(it.Field, forms.Mentee), "a heron")
			break
		}
	}
	sealed := exported(t, s, export.FormatMarkdown, export.Options{To: forms.ForMentee})
	if strings.Count(sealed, "a heron") != 1 {
		t.Fatal(sealed)
	}
	put(p, forms.StateAddress(each), forms.Value(forms.StateSealed))
	plan = compare(t, strings.Replace(sealed, "a heron", "an owl", 1), p)
	if got := words(p, plan); !strings.Contains(got, "This copy (feedback_each/mentee) is sealed and cannot be changed.") || len(plan.Do) > 0 {
		t.Errorf("a sealed copy: %q", got)
	}
}
