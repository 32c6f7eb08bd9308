// Command huh is a form of 40 questions in one group, as the library huh draws it:
// what pairbook's sheet of 40 fields would be without editors of its own. It runs at
// pairbook's rate of frames; else everything is as huh has it.
package main

import (
	"errors"
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

const (
	framesASecond = 120 // as pairbook
	questions     = 40
)

func main() {
	answers := make([]string, questions)
	fields := make([]huh.Field, questions)
	for i := range fields {
		fields[i] = huh.NewInput().Title(fmt.Sprintf("Question %d", i+1)).
			Description("What do the two of you agree on?").Value(&answers[i])
	}
	err := huh.NewForm(huh.NewGroup(fields...)).
		WithProgramOptions(tea.WithFPS(framesASecond)).
		WithViewHook(func(v tea.View) tea.View {
			v.AltScreen = true // as pairbook
			return v
		}).Run()
	if err != nil && !errors.Is(err, huh.ErrUserAborted) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
