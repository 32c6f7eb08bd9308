// Package story lets a test use a program the way a person does: it types,
// presses keys, clicks, waits and looks at the screen.
//
// The program is the real one (a tea.Program with its renderer and its input
// reader), the terminal is an emulator that behaves like a plain xterm, and the
// clock is virtual (testing/synctest), so that four seconds of waiting cost
// microseconds and every run of a story is the same.
//
//	story.Tell(t, story.Options{Width: 80, Height: 24, Model: newApp}, func(u *story.User) {
//		u.Type("We met on Tuesday").Press("tab")
//		u.Wait(4 * time.Second).Sees("saved")
//	})
//
// What the terminal does not do: it keeps one screen (leaving the alternate
// screen does not bring an older one back), and a cell that asks for palette
// foreground 7 or background 0 looks the same as one that asks for none. Its
// answers come a moment after the first frame, as in life: a first frame with
// joined emoji is drawn rune by rune until the view changes (a program can
// answer tea.ModeReportMsg with tea.ClearScreen to draw it anew).
package story
