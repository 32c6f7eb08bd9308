package secret_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pairbook/tui/secret"
	"pairbook/tui/theme"
)

func typed(text string) *secret.Line {
	l := &secret.Line{}
	for _, r := range text {
		l.Key(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return l
}

func TestWhatIsTypedIsTakenOnceAndThenGone(t *testing.T) {
	l := typed("åé words")
	if got := l.Take(); got != "åé words" {
		t.Errorf("took %q", got)
	}
	if !l.Empty() || l.Take() != "" {
		t.Error("it is still there")
	}
}

func TestTheLineShowsDotsAndNeverWhatIsTyped(t *testing.T) {
	l := typed("mellow")
	line, x := l.Draw(40, theme.Mono())
	if strings.Contains(line, "mellow") || strings.Count(line, "•") != 6 || x != 8 {
		t.Errorf("the line is %q, the cursor at %d", line, x)
	}
	for _, verb := range []string{"%v", "%s", "%+v"} {
		if strings.Contains(fmt.Sprintf(verb, l), "mellow") {
			t.Errorf("%s prints it", verb)
		}
	}
	for w := range 12 {
		if _, x := l.Draw(w, theme.Mono()); x > max(w, 2) {
			t.Errorf("in %d cells the cursor stands at %d", w, x)
		}
	}
}

func TestKeysMendAndPasteTakesOneLine(t *testing.T) {
	l := typed("abc")
	l.Key(tea.KeyPressMsg{Code: tea.KeyBackspace})
	l.Paste("de\r\nmore")
	if got := l.Take(); got != "abde" {
		t.Errorf("took %q", got)
	}
	l = typed("abc")
	l.Key(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl})
	if !l.Empty() || l.Key(tea.KeyPressMsg{Code: tea.KeyEnter}) || l.Key(tea.KeyPressMsg{Code: tea.KeyTab}) {
		t.Error("ctrl+u, enter or tab does something else")
	}
	l.Paste(strings.Repeat("x", 1<<20))
	if n := len(l.Take()); n > 1000 {
		t.Errorf("%d letters were taken", n)
	}
}
