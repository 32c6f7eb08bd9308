// Package theme holds every colour, weight and glyph of the app, as roles: a
// screen says what a text is, never how it looks.
package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Style paints a run of text. It is made once, so that painting costs no more
// than joining three strings; the terminal's writer takes away what the terminal
// cannot show.
type Style struct{ on string }

// Paint returns the text between the style's control sequences. The zero Style
// returns the text alone.
func (s Style) Paint(text string) string {
	if s.on == "" || text == "" {
		return text
	}
	return s.on + text + "\x1b[m"
}

// Theme is a set of styles by role.
type Theme struct {
	Name    string
	Title   Style // names of sheets and screens
	Label   Style // a question
	Focus   Style // the question, option or row that has the keys
	Hint    Style // help, things that can wait
	Accent  Style // what invites: suggestions, keys in the footer
	Good    Style // done
	Warn    Style // needs attention
	Bad     Style // an error
	Mentee  Style // the mentee's own words
	Mentor  Style // the mentor's own words
	Bar     Style // the line beside what is typed
	Select  Style // selected text
	Missing Style // an answer not given
}

// Glyphs of one cell in every terminal's tables (CRAFT.md, widths).
const (
	Done      = "✓"
	Here      = "▸"
	Attention = "!"
	Open      = "·"
	On        = "●"
	Off       = "○"
	Bar       = "│"
	Rule      = "─"
	Full      = "▓"
	Empty     = "░"
	Ticked    = "[x]"
	Unticked  = "[ ]"
	Between   = " · "
)

// Dark suits dark backgrounds; it uses only the sixteen colours that the user's
// own terminal theme defines.
func Dark() *Theme {
	return &Theme{
		Name: "dark", Title: bold(), Label: bold(), Focus: bold(brightCyan), Hint: faint(), Accent: ink(brightCyan),
		Good: ink(brightGreen), Warn: ink(brightYellow), Bad: bold(brightYellow), Mentee: ink(brightBlue),
		Mentor: ink(brightMagenta), Bar: ink(brightCyan), Select: reversed(), Missing: faint(),
	}
}

// Light suits light backgrounds.
func Light() *Theme {
	return &Theme{
		Name: "light", Title: bold(), Label: bold(), Focus: bold(blue), Hint: ink(grey), Accent: ink(blue),
		Good: ink(green), Warn: ink(magenta), Bad: bold(magenta), Mentee: ink(blue),
		Mentor: ink(magenta), Bar: ink(blue), Select: reversed(), Missing: ink(grey),
	}
}

// Plain is readable on both backgrounds and is shown until the terminal has said
// which one it has.
func Plain() *Theme {
	return &Theme{
		Name: "plain", Title: bold(), Label: bold(), Focus: bold(cyan), Hint: faint(), Accent: ink(cyan),
		Good: ink(green), Warn: ink(yellow), Bad: bold(yellow), Mentee: ink(blue),
		Mentor: ink(magenta), Bar: ink(cyan), Select: reversed(), Missing: faint(),
	}
}

// Mono uses weight alone.
func Mono() *Theme {
	return &Theme{
		Name: "mono", Title: bold(), Label: bold(), Focus: compile(lipgloss.NewStyle().Bold(true).Underline(true)),
		Good: bold(), Warn: bold(), Bad: bold(), Select: reversed(),
	}
}

// ByName returns the theme of a name: dark, light, mono; anything else is Plain.
func ByName(name string) *Theme {
	switch name {
	case "dark":
		return Dark()
	case "light":
		return Light()
	case "mono":
		return Mono()
	}
	return Plain()
}

// The colours of the terminal's own palette, by number.
const (
	green         = "2"
	yellow        = "3"
	blue          = "4"
	magenta       = "5"
	cyan          = "6"
	grey          = "8"
	brightGreen   = "10"
	brightYellow  = "11"
	brightBlue    = "12"
	brightMagenta = "13"
	brightCyan    = "14"
)

func ink(colour string) Style {
	return compile(lipgloss.NewStyle().Foreground(lipgloss.Color(colour)))
}

func bold(colour ...string) Style {
	st := lipgloss.NewStyle().Bold(true)
	for _, c := range colour {
		st = st.Foreground(lipgloss.Color(c))
	}
	return compile(st)
}

func faint() Style    { return compile(lipgloss.NewStyle().Faint(true)) }
func reversed() Style { return compile(lipgloss.NewStyle().Reverse(true)) }

// compile asks Lip Gloss once what switches a style on, so that painting a line
// need not ask again.
func compile(st lipgloss.Style) Style {
	on, _, _ := strings.Cut(st.Render("x"), "x")
	return Style{on: on}
}
