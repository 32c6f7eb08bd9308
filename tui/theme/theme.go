// Package theme holds every colour, weight and glyph of the app, as roles: a
// screen says what a text is, never how it looks.
package theme

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
		Name:  "dark",
		Title: sgr("1"), Label: sgr("1"), Focus: sgr("1;96"), Hint: sgr("37"), Accent: sgr("96"),
		Good: sgr("92"), Warn: sgr("93"), Bad: sgr("1;93"), Mentee: sgr("94"), Mentor: sgr("95"),
		Bar: sgr("96"), Select: sgr("7"), Missing: sgr("37"),
	}
}

// Light suits light backgrounds.
func Light() *Theme {
	return &Theme{
		Name:  "light",
		Title: sgr("1"), Label: sgr("1"), Focus: sgr("1;34"), Hint: sgr("90"), Accent: sgr("34"),
		Good: sgr("32"), Warn: sgr("35"), Bad: sgr("1;35"), Mentee: sgr("34"), Mentor: sgr("35"),
		Bar: sgr("34"), Select: sgr("7"), Missing: sgr("90"),
	}
}

// Plain is readable on both backgrounds and is shown until the terminal has said
// which one it has.
func Plain() *Theme {
	return &Theme{
		Name:  "plain",
		Title: sgr("1"), Label: sgr("1"), Focus: sgr("1;36"), Hint: sgr("2"), Accent: sgr("36"),
		Good: sgr("32"), Warn: sgr("33"), Bad: sgr("1;33"), Mentee: sgr("34"), Mentor: sgr("35"),
		Bar: sgr("36"), Select: sgr("7"), Missing: sgr("2"),
	}
}

// Mono uses weight alone.
func Mono() *Theme {
	return &Theme{
		Name:  "mono",
		Title: sgr("1"), Label: sgr("1"), Focus: sgr("1;4"), Good: sgr("1"), Warn: sgr("1"), Bad: sgr("1"), Select: sgr("7"),
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

func sgr(codes string) Style { return Style{on: "\x1b[" + codes + "m"} }
