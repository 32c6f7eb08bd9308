package text

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/tui/cell"
)

// machine drives an editor and its oracle side by side.
type machine struct {
	e        *Editor
	o        *oracle
	original string
}

func newMachine(multiline bool, s string) *machine {
	m := &machine{e: New(multiline), o: &oracle{seen: map[string]bool{}}}
	m.e.SetText(s)
	m.o.follow(m.e)
	m.original = m.o.text
	m.o.seen[m.original] = true
	return m
}

// clean is how this editor takes text in.
func (m *machine) clean(s string) string {
	if m.e.multiline {
		return cell.Clean(s)
	}
	return cell.CleanLine(s)
}

func (m *machine) insert(s string, paste bool) {
	if paste {
		m.e.Paste(s)
	} else {
		m.e.Insert(s)
	}
	if s = m.clean(s); s != "" {
		m.o.replace(min(m.o.cursor, m.o.anchor), max(m.o.cursor, m.o.anchor), s)
	}
}

// do carries out an action and checks that its answer was true.
func (m *machine) do(t fatal, a Action) {
	was, version := *m.o, m.e.Version()
	did := m.e.Do(a)
	if !m.o.do(a, m.e.multiline) {
		m.o.follow(m.e)
	}
	changed := m.o.text != was.text || m.o.cursor != was.cursor || m.o.anchor != was.anchor
	if did != changed && a != Undo && a != Redo {
		t.Fatalf("action %d returns %v, changed: %v", a, did, changed)
	}
	if (m.e.Version() > version) != (m.o.text != was.text) {
		t.Fatalf("action %d: version %d to %d, %q to %q", a, version, m.e.Version(), was.text, m.o.text)
	}
	if a == Undo && !m.o.seen[m.o.text] {
		t.Fatalf("undo leads to %q, which never was", m.o.text)
	}
}

// point clicks, drags or selects a word, all of which only the editor knows.
func (m *machine) point(how, x, y int) {
	switch how {
	case 0:
		m.e.Click(x, y)
	case 1:
		m.e.Drag(x, y)
	default:
		m.e.SelectWordAt(x, y)
	}
	m.o.follow(m.e)
}

// rewind undoes everything, then redoes it.
func (m *machine) rewind(t fatal) {
	final := m.e.Text()
	for m.e.Do(Redo) {
		final = m.e.Text()
	}
	for m.e.Do(Undo) {
		if !m.o.seen[m.e.Text()] {
			t.Fatalf("undo leads to %q, which never was", m.e.Text())
		}
	}
	if m.e.Text() != m.original {
		t.Fatalf("undone is %q, began as %q", m.e.Text(), m.original)
	}
	for m.e.Do(Redo) {
	}
	if m.e.Text() != final {
		t.Fatalf("redone is %q, was %q", m.e.Text(), final)
	}
	m.o.follow(m.e)
	agree(t, m.e, m.o)
}

func TestTheEditorAgreesWithAPlainOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom(typed)
		m := newMachine(rapid.Bool().Draw(t, "multiline"), strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(t, "text"), ""))
		m.e.SetSize(20, 4)
		action := rapid.Custom(func(t *rapid.T) Action { return Action(rapid.IntRange(0, int(Redo)+1).Draw(t, "action")) })
		cells := rapid.IntRange(-2, 12)
		t.Repeat(map[string]func(*rapid.T){
			"":      func(t *rapid.T) { agree(t, m.e, m.o); m.o.seen[m.o.text] = true },
			"type":  func(t *rapid.T) { m.insert(piece.Draw(t, "s"), false) },
			"paste": func(t *rapid.T) { m.insert(strings.Join(rapid.SliceOfN(piece, 0, 4).Draw(t, "s"), ""), true) },
			"do":    func(t *rapid.T) { m.do(t, action.Draw(t, "a")) },
			"act":   func(t *rapid.T) { m.do(t, action.Draw(t, "a")) },
			"undo":  func(t *rapid.T) { m.do(t, Undo) },
			"break": func(*rapid.T) { m.e.Break() },
			"size":  func(t *rapid.T) { m.e.SetSize(cells.Draw(t, "w"), cells.Draw(t, "h")) },
			"point": func(t *rapid.T) {
				m.point(rapid.IntRange(0, 2).Draw(t, "how"), cells.Draw(t, "x"), cells.Draw(t, "y"))
			},
		})
		m.rewind(t)
	})
}

func FuzzEditor(f *testing.F) {
	f.Add([]byte("\x01hello\x02\x03\x04\x05"), true)
	f.Add([]byte{200, 1, 2, 201, 3, 202, 4, 5, 203, 30, 31, 32, 33, 34, 35}, false)
	f.Fuzz(func(t *testing.T, script []byte, multiline bool) {
		m := newMachine(multiline, "Amina\nPer 日本")
		if len(script) > 60 {
			script = script[:60]
		}
		for i, b := range script {
			next := 0
			if i+1 < len(script) {
				next = int(script[i+1])
			}
			switch n := int(b); {
			case n <= int(Redo):
				m.do(t, Action(n))
			case n < 160:
				m.insert(typed[n%len(typed)], n%2 == 0)
			case n < 200:
				m.insert(string(script[i:]), n%2 == 0)
			case n < 220:
				m.e.SetSize(next%20-2, n-203)
			case n < 240:
				m.point(n%3, next%20-2, n-230)
			default:
				m.e.Break()
			}
			agree(t, m.e, m.o)
			m.o.seen[m.o.text] = true
		}
		m.rewind(t)
	})
}
