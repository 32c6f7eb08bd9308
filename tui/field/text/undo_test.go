package text

import (
	"fmt"
	"strings"
	"testing"
)

// typeOut types s one character at a time.
func typeOut(e *Editor, s string) {
	for _, r := range s {
		e.Insert(string(r))
	}
}

// undone returns the texts that undo leads to, one after the other.
func undone(e *Editor) string {
	var texts []string
	for e.Do(Undo) {
		texts = append(texts, e.Text())
	}
	return strings.Join(texts, "/")
}

func TestUndoGoesByWord(t *testing.T) {
	e := New(true)
	typeOut(e, "vi möts  nu")
	e.Do(NewLine)
	typeOut(e, "hej")
	if got, want := undone(e), "vi möts  nu\n/vi möts  nu/vi möts  /vi /"; got != want {
		t.Errorf("undo goes %q, want %q", got, want)
	}
	for e.Do(Redo) {
	}
	sees(t, e, "vi möts  nu\nhej|")
}

func TestAPauseOrAMoveEndsAStep(t *testing.T) {
	e := New(true)
	typeOut(e, "ab")
	e.Break()
	typeOut(e, "cd")
	e.Do(Left)
	e.Do(Right)
	typeOut(e, "ef")
	if got, want := undone(e), "abcd/ab/"; got != want {
		t.Errorf("undo goes %q, want %q", got, want)
	}
}

func TestAPasteIsOneStep(t *testing.T) {
	e := New(true)
	typeOut(e, "a")
	e.Paste("b c\nd")
	typeOut(e, "e")
	if got, want := undone(e), "ab c\nd/a/"; got != want {
		t.Errorf("undo goes %q, want %q", got, want)
	}
}

func TestDeletingIsUndoneByWord(t *testing.T) {
	e := written(true, "one two")
	for e.Do(DeleteBack) {
	}
	if got, want := undone(e), "one /one two"; got != want {
		t.Errorf("after deleting back undo goes %q, want %q", got, want)
	}
	e.Do(TextStart)
	for e.Do(DeleteForward) {
	}
	if got, want := undone(e), "two/one two"; got != want {
		t.Errorf("after deleting forward undo goes %q, want %q", got, want)
	}
}

func TestDeletingAfterTypingIsAStepOfItsOwn(t *testing.T) {
	e := written(true, "two")
	do(t, e, TextStart)
	typeOut(e, "xy")
	do(t, e, DeleteBack, DeleteForward)
	sees(t, e, "x|wo")
	if got, want := undone(e), "xtwo/xytwo/two"; got != want {
		t.Errorf("undo goes %q, want %q", got, want)
	}
}

func TestTypingOverASelectionIsUndoneWithIt(t *testing.T) {
	e := written(true, "one two")
	do(t, e, SelectWordLeft)
	typeOut(e, "abc")
	do(t, e, Undo)
	sees(t, e, "one |two")
	do(t, e, Redo)
	sees(t, e, "one abc|")
}

func TestTypingInFrontOfAMarkIsUndone(t *testing.T) {
	e := written(true, "\u0301\u0301x")
	do(t, e, TextStart)
	typeOut(e, "ab") // the marks join the first letter
	sees(t, e, "a\u0301\u0301b|x")
	for e.Do(Undo) {
	}
	sees(t, e, "|\u0301\u0301x")
}

func TestANewEditForgetsWhatWasUndone(t *testing.T) {
	e := New(true)
	typeOut(e, "a b")
	do(t, e, Undo)
	typeOut(e, "c")
	if e.Do(Redo) {
		t.Error("redo works after an edit")
	}
	sees(t, e, "a c|")
}

func TestNewTextForgetsTheHistory(t *testing.T) {
	e := New(true)
	typeOut(e, "a")
	e.SetText("b")
	if e.Do(Undo) || e.Do(Redo) {
		t.Errorf("undo led to %q", e.Text())
	}
}

func TestTheHistoryIsBounded(t *testing.T) {
	e := New(true)
	for i := range 3 * maxSteps {
		e.Paste(fmt.Sprintf("%d\n", i))
	}
	steps := 0
	for e.Do(Undo) {
		steps++
	}
	if steps != maxSteps {
		t.Errorf("%d steps are remembered, want %d", steps, maxSteps)
	}

	e = New(true)
	page := strings.Repeat("x", 1<<20)
	for range 12 {
		e.Paste(page)
	}
	if h := &e.history; h.bytes > maxBytes || len(h.done) != 8 {
		t.Errorf("%d steps of %d bytes are remembered", len(h.done), h.bytes)
	}
	e.Paste(strings.Repeat(page, 20))
	do(t, e, Undo)
	if len(e.Text()) != 12<<20 || e.Do(Undo) {
		t.Errorf("after a paste beyond all bounds only that can be undone, %d bytes are left", len(e.Text()))
	}
}

func TestALongRunWithoutBlanksIsUndoneInParts(t *testing.T) {
	e := New(true)
	typeOut(e, strings.Repeat("語", 200))
	do(t, e, Undo)
	if n := len(e.Text()); n == 0 || n > 600-3 {
		t.Errorf("one undo left %d bytes of 600", n)
	}
	if strings.HasSuffix(undone(e), "語") || !e.Empty() {
		t.Errorf("all undos left %q", e.Text())
	}
}
