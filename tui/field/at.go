package field

// OptionAt returns the id of the option that an editor's cursor is on, "" where the
// editor offers none. It need not be the one that is chosen.
func OptionAt(e Editor) string {
	p, ok := e.(*pick)
	if !ok || p.at >= len(p.opts) {
		return ""
	}
	return p.opts[p.at].id
}
