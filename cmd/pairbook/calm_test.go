package main

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// shaky is an app that breaks where it is told to.
type shaky struct{ at string }

func (s shaky) breakAt(place string) {
	if s.at == place {
		panic("half a confidence")
	}
}

func (s shaky) Init() tea.Cmd {
	s.breakAt("init")
	return nil
}

func (s shaky) Update(tea.Msg) (tea.Model, tea.Cmd) {
	s.breakAt("update")
	return s, func() tea.Msg {
		s.breakAt("command")
		return tea.BatchMsg{func() tea.Msg {
			s.breakAt("batch")
			return nil
		}}
	}
}

func (s shaky) View() tea.View {
	s.breakAt("view")
	return tea.NewView("words")
}

// use calls all that Bubble Tea calls.
func use(m tea.Model) {
	_ = m.Init()
	m, cmd := m.Update(nil)
	if cmd != nil {
		if batch, ok := cmd().(tea.BatchMsg); ok {
			for _, c := range batch {
				c()
			}
		}
	}
	_ = m.View()
}

func TestAFaultAnywhereEndsTheProgramInOrderAndTellsNoWords(t *testing.T) {
	for _, place := range []string{"init", "update", "command", "batch", "view"} {
		t.Run(place, func(t *testing.T) {
			ended := make(chan struct{})
			c := &calm{app: shaky{place}, quit: func() { close(ended) }}
			use(c)
			<-ended
			f := c.fault()
			if f == nil || strings.Contains(f.Error(), "confidence") || !strings.Contains(f.where, "shaky.breakAt:") {
				t.Errorf("what is told: %v", f)
			}
			use(c) // the app is left alone from now on
		})
	}
}

func TestWithoutAFaultTheAppIsAsItWas(t *testing.T) {
	c := &calm{app: shaky{}, quit: func() { t.Error("asked to end") }}
	use(c)
	if c.View().Content != "words" || c.fault() != nil {
		t.Errorf("%q, %v", c.View().Content, c.fault())
	}
}
