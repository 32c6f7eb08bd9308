package main

import (
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pairbook/tui"
)

func TestAnAppThatCannotBeBuiltEndsAtOnce(t *testing.T) {
	why := errors.New("no forms")
	o := &opening{build: func() (*tui.App, error) { return nil, why }}
	ask := o.Init()
	if ask == nil {
		t.Fatal("Init asks for nothing, want it to ask for the end")
	}
	if msg, ok := ask().(tea.QuitMsg); !ok {
		t.Errorf("Init asks for %T, want the end", msg)
	}
	if m, cmd := o.Update(tea.WindowSizeMsg{Width: 80, Height: 24}); m != o || cmd != nil {
		t.Errorf("Update = %v, %v, want nothing to come of it", m, cmd)
	}
	if v := o.View(); v.Content != "" || v.AltScreen {
		t.Errorf("View = %+v, want an untouched terminal", v)
	}
	if err := o.rescue(); err != nil {
		t.Errorf("rescue = %v, want nothing to rescue", err)
	}
	o.end()
	if !errors.Is(o.err, why) {
		t.Errorf("err = %v, want %v", o.err, why)
	}
}
