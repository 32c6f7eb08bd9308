package theme

// Levels returns the signs of a small plot, from low to high, one cell each. Where
// there is no colour there may be a plain terminal or a braille display: then they are
// ASCII.
func (t *Theme) Levels() [5]string {
	if t.Name == "mono" {
		return PlainLevels()
	}
	return [5]string{"▁", "▂", "▄", "▆", "█"}
}

// PlainLevels are the signs of a small plot in ASCII.
func PlainLevels() [5]string { return [5]string{"_", ".", "-", "=", "#"} }
