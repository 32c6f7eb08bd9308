package text

import (
	"strings"
	"testing"
)

const pageWidth, pageHeight = 76, 20

// long is an answer of n lines of Swedish prose, every third of which wraps.
func long(n int) string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = "Vi möts på torsdag och går igenom målen för våren."
		if i%3 == 0 {
			lines[i] += " Sedan skriver vi ned vad som återstår att göra."
		}
	}
	return strings.Join(lines, "\n")
}

// opened returns an editor of n lines with the cursor in the middle.
func opened(n int) *Editor {
	e := written(true, long(n))
	e.SetSize(pageWidth, pageHeight)
	e.Height(pageWidth - 10)
	e.Do(TextStart)
	for range n / pageHeight / 2 {
		e.Do(PageDown)
	}
	return e
}

// key is what one key costs: the edit and all the screen asks afterwards.
func key(e *Editor, edit func()) {
	edit()
	e.Lines()
	e.Cursor()
	e.Height(pageWidth)
	e.Height(pageWidth - 10) // another column's width, beside it
}

func TestAKeyAllocatesLittleInALongText(t *testing.T) {
	e := opened(5000)
	for name, edit := range map[string]func(){
		"a letter":           func() { e.Insert("a") },
		"a Swedish letter":   func() { e.Insert("å") },
		"backspace":          func() { e.Do(DeleteBack) },
		"up and down":        func() { e.Do(Up); e.Do(Down) },
		"to the end and top": func() { e.Do(TextEnd); e.Do(TextStart) },
		"undo and redo":      func() { e.Do(Undo); e.Do(Redo) },
	} {
		if n := testing.AllocsPerRun(100, func() { key(e, edit) }); n >= 20 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}

func TestTheHeightIsCountedNotWrapped(t *testing.T) {
	e := opened(5000)
	key(e, func() {})
	if n := testing.AllocsPerRun(10, func() { e.Height(pageWidth); e.Height(pageWidth - 10) }); n != 0 {
		t.Errorf("asking the height again allocates %v times", n)
	}
}

func BenchmarkKey(b *testing.B) {
	for name, n := range map[string]int{"1 line": 1, "5000 lines": 5000} {
		b.Run(name, func(b *testing.B) {
			e := opened(n)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				key(e, func() { e.Insert("a") })
				key(e, func() { e.Do(DeleteBack) })
			}
		})
	}
}

func BenchmarkNewLine(b *testing.B) {
	e := opened(5000)
	b.ReportAllocs()
	for b.Loop() {
		key(e, func() { e.Do(NewLine) })
		key(e, func() { e.Do(DeleteBack) })
	}
}

func BenchmarkKeyInALineOf100KB(b *testing.B) {
	e := written(true, strings.ReplaceAll(long(1500), "\n", " "))
	e.SetSize(pageWidth, pageHeight)
	b.ReportAllocs()
	for b.Loop() {
		key(e, func() { e.Insert("a") })
		key(e, func() { e.Do(DeleteBack) })
	}
}

func BenchmarkSetText5000Lines(b *testing.B) {
	s := long(5000)
	b.ReportAllocs()
	for b.Loop() {
		e := New(true)
		e.SetText(s)
		e.SetSize(pageWidth, pageHeight)
		e.Lines()
		e.Height(pageWidth)
	}
}

func BenchmarkPaste100KB(b *testing.B) {
	s := long(1500)
	e := opened(5000)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		key(e, func() { e.Paste(s) })
		e.Do(Undo)
	}
}

func BenchmarkUpAndDown(b *testing.B) {
	e := opened(5000)
	b.ReportAllocs()
	for b.Loop() {
		key(e, func() { e.Do(Up) })
		key(e, func() { e.Do(Down) })
	}
}
