package screen_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// picture is a screen that the README shows: how to come there, and what it is
// called. The pictures are drawn from the running app, so they cannot go stale:
// this test fails when one no longer looks like the app. PAIRBOOK_UPDATE=1 draws
// them anew.
type picture struct {
	name  string
	w, h  int
	lang  lang.Lang
	first tui.Place
	act   func(u *story.User)
}

func sheetPlace(id forms.SheetID, field string) tui.Place {
	return tui.Place{Screen: tui.SheetPage, Sheet: id, Field: field}
}

func pictures() []picture {
	contract := forms.SheetID{Form: forms.ContractForm}
	return []picture{
		{name: "pair", w: 100, h: 28, lang: lang.English, first: tui.Place{Screen: tui.PairPage}},
		{name: "meeting", w: 100, h: 28, lang: lang.English, first: sheetPlace(forms.Meeting(2), "m_actions_review")},
		{name: "voices", w: 100, h: 28, lang: lang.English, first: sheetPlace(contract, "ct_expectations")},
		{name: "left", w: 80, h: 24, lang: lang.English, first: sheetPlace(contract, "ct_when"), act: func(u *story.User) { u.Press("ctrl+r") }},
		{name: "evaluation", w: 80, h: 24, lang: lang.English, first: tui.Place{Screen: tui.Evaluation, Sheet: forms.SheetID{Form: forms.EachForm}}},
		{name: "kontrakt", w: 80, h: 24, lang: lang.Swedish, first: sheetPlace(contract, "ct_confidential")},
	}
}

func TestThePicturesOfTheREADMEShowTheApp(t *testing.T) {
	for _, p := range pictures() {
		t.Run(p.name, func(t *testing.T) {
			o := tuitest.Options{
				Width: p.w, Height: p.h, Lang: p.lang, Theme: "dark",
				Screens: screen.All(), First: p.first, Fill: sample,
			}
			tuitest.Tell(t, o, func(u *story.User, _ *tuitest.Stage) {
				u.Wait(time.Second)
				if p.act != nil {
					p.act(u)
				}
				x, y, shown := u.Cursor()
				svg := story.SVG(u.Cells(), story.Picture{Title: "pairbook", Dark: true, CursorX: x, CursorY: y, CursorShown: shown})
				same(t, filepath.Join("..", "..", ".github", "pictures", p.name+".svg"), svg)
			})
		})
	}
}

func same(t *testing.T, file, svg string) {
	t.Helper()
	if os.Getenv("PAIRBOOK_UPDATE") == "1" {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(svg), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Errorf("reading the picture (PAIRBOOK_UPDATE=1 draws it): %v", err)
		return
	}
	if string(kept) != svg {
		t.Errorf("%s no longer looks like the app; PAIRBOOK_UPDATE=1 go test ./tui/screen draws it anew", file)
	}
}

// sample fills in what a pair has after its first meeting.
func sample(k *tuitest.Keeper) {
	say := func(sheet forms.SheetID, field string, v forms.Voice, val forms.Value) {
		name, part := field, ""
		for i := range field {
			if field[i] == '.' {
				name, part = field[:i], field[i+1:]
			}
		}
		k.Says(forms.Address{Sheet: sheet, Field: name, Part: part, Voice: v}, val)
	}
	goals, actions := forms.Register("goals"), forms.Register("actions")
	row := func(reg forms.SheetID, id forms.RowID, order, from string, cells map[string]forms.Value) {
		at := forms.Address{Sheet: reg, Field: reg.Register, Row: id, Voice: forms.Agreed}
		cs := []forms.Change{{Addr: at.At(forms.PartOrder), Value: forms.Value(order)}, {Addr: at.At(forms.PartFrom), Value: forms.Value(from)}}
		for part, v := range cells {
			cs = append(cs, forms.Change{Addr: at.At(part), Value: v})
		}
		k.Does(forms.Mentee, cs...)
	}
	row(goals, "goal1", "1", "planning_worksheet", map[string]forms.Value{
		"goal": "Lead a membership meeting", "measure": "Held, and the minutes are done", "due": "2026-04-15", "priority": "p1", "status": "open",
	})
	row(goals, "goal2", "2", "planning_worksheet", map[string]forms.Value{
		"goal": "Know the agreement by heart", "measure": "I can answer without looking", "due": "2026-09-01", "priority": "p2", "status": "open",
	})
	row(actions, "act1", "1", "meeting/1", map[string]forms.Value{
		"action": "Book the hall", "owner": "mentee", "due": "2026-03-20", "priority": "must", "status": "open",
	})
	row(actions, "act2", "2", "meeting/1", map[string]forms.Value{
		"action": "Ask the chair for the minutes", "owner": "mentor", "due": "2026-03-27", "priority": "must", "status": "open",
	})
	row(actions, "act3", "3", "meeting/1", map[string]forms.Value{
		"action": "Draft the agenda", "owner": "mentee", "due": "2026-04-02", "priority": "nice", "status": "open",
	})
	contract := forms.SheetID{Form: forms.ContractForm}
	for field, v := range map[string]forms.Value{
		"ct_needs_goals": "To feel sure of the agreement, and to lead a membership meeting before the summer.",
		"ct_frequency":   "monthly", "ct_when": "First Thursday of the month, 17.00", "ct_length.from": "60", "ct_length.to": "90",
		"ct_place.choice": "phone", "ct_rebook_owner": "canceller", "ct_structure": "agenda",
	} {
		say(contract, field, forms.Agreed, v)
	}
	say(contract, "ct_expectations", forms.Mentee, "That you say what you really think.")
	say(contract, "ct_expectations", forms.Mentor, "That you come with your own questions, also the small ones.")
	m := forms.Meeting(1)
	for field, v := range map[string]forms.Value{
		"m_date": "2026-03-12", "m_start": "17:00", "m_end": "18:10", "m_channel": "phone", "m_kind": "first",
		"m_topics.note": "How a membership meeting is opened, and what the chair does.", "m_next_focus": "The agenda",
		"m_next_date.date": "2026-04-02", forms.FieldState: "closed",
	} {
		say(m, field, forms.Agreed, v)
	}
}
