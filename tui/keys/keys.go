// Package keys joins what a key does with what it is called and why it may not
// work just now. The footer, the help page and the tests all read the same
// bindings, so none of them can drift.
package keys

import tea "charm.land/bubbletea/v2"

// Binding is one thing a person can do on a screen.
type Binding struct {
	Keys []string // as Bubble Tea names them: "tab", "ctrl+n", "f1"
	Name string   // message of forms/lang that names the deed: "keys.next"
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

// Find returns the binding of a key, or nil.
func Find(bs []Binding, key string) *Binding {
	for i := range bs {
		for _, k := range bs[i].Keys {
			if k == key {
				return &bs[i]
			}
		}
	}
	return nil
}

// Label returns the key that people are told: the first one.
func (b Binding) Label() string {
	if len(b.Keys) == 0 {
		return ""
	}
	return b.Keys[0]
}
