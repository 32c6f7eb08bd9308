// Package keys joins what a key does with what it is called and why it may not
// work just now. The footer, the help page and the tests all read the same
// bindings, so none of them can drift.
package keys

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"pairbook/forms/lang"
)

// Binding is one thing a person can do on a screen.
type Binding struct {
	Keys []string // as Bubble Tea names them: "tab", "ctrl+n", "f1"
	Name string   // message of forms/lang that names the deed: "keys.next"
	Show string   // how the key is written for people, where Keys[0] says too little
	Foot int      // rank in the footer, 1 first; 0 stands only on the help page
	// Why returns the message that says why it cannot be done now, "" where it
	// can. A nil Why means: always.
	Why func() string
	Run func() tea.Cmd
}

// Blocked returns the message that says why the binding cannot run now, or "".
func (b Binding) Blocked() string {
	if b.Why == nil {
		return ""
	}
	return b.Why()
}

// stroke is a key that was pressed, named once for all the bindings it is compared with.
type stroke string

// String returns the key's name.
func (s stroke) String() string { return string(s) }

// Find returns the binding of a key that was pressed, or nil. Whether it is blocked is
// not asked here: a blocked one still answers, with its reason.
func Find(bs []Binding, pressed tea.KeyPressMsg) *Binding {
	name := stroke(pressed.String())
	var keys key.Binding
	for i := range bs {
		if keys.SetKeys(bs[i].Keys...); key.Matches(name, keys) {
			return &bs[i]
		}
	}
	return nil
}

// How two keys that go both ways are written as one.
const (
	UpDown    = "up/down"
	LeftRight = "left/right"
	PageKeys  = "pgup/pgdown"
)

// Say writes keys for people in their language: "ctrl+up" in Swedish is "ctrl+upp".
// Several keys stand with a slash between them. What the catalogue has no name for
// is written as it is.
func Say(w *lang.Words, names string) string {
	var out strings.Builder
	between := ""
	for name := range strings.SplitSeq(names, "/") {
		for part := range strings.SplitSeq(name, "+") {
			if key := "keys.key_" + part; part != "" && w.Has(key) {
				part = w.T(key)
			}
			out.WriteString(between)
			out.WriteString(part)
			between = "+"
		}
		between = "/"
	}
	return out.String()
}

// Label returns the key that people are told: the first one, or Show.
func (b Binding) Label() string {
	switch {
	case b.Show != "":
		return b.Show
	case len(b.Keys) == 0:
		return ""
	}
	return b.Keys[0]
}
