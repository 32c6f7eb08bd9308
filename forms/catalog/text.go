package catalog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"pairbook/forms/lang"
)

// termNames lists the words that every programme has of its own, and that texts
// can use as placeholders.
func termNames() []string {
	return []string{
		"mentee", "the_mentee", "the_mentees", "a_mentee",
		"mentor", "the_mentor", "the_mentors", "a_mentor",
		"local", "the_local",
	}
}

// languageCodes lists the languages a text can be written in.
func languageCodes() []string {
	var codes []string
	for _, l := range lang.All() {
		codes = append(codes, string(l))
	}
	return codes
}

// wanted lists the languages that every text of the file must be in: those that the
// file names, else all that are shipped.
func (r *reader) wanted() []lang.Lang {
	if len(r.languages) > 0 {
		return r.languages
	}
	return lang.All()
}

// readLanguages reads in which languages one's own file is written. Readers of
// another see the English text, else the first there is.
func (r *reader) readLanguages(m mapping) {
	for _, n := range m.list("languages") {
		switch l := lang.Lang(n.Value); {
		case n.Kind != yaml.ScalarNode || !slices.Contains(languageCodes(), n.Value):
			r.unknown(n, "languages", n.Value, languageCodes())
		case slices.Contains(r.languages, l):
			r.fault(n, "language_twice", "language", l)
		default:
			r.languages = append(r.languages, l)
		}
	}
}

// text reads a text in all languages; empty where there is none. Placeholders are
// checked.
func (m mapping) text(key string) lang.Text {
	v := m.values[key]
	if v == nil {
		return ""
	}
	return m.r.text(v, key, true)
}

// texts reads a list of texts.
func (m mapping) texts(key string) []lang.Text {
	var all []lang.Text
	for _, n := range m.list(key) {
		all = append(all, m.r.text(n, key, true))
	}
	return all
}

func (r *reader) text(n *yaml.Node, key string, placeholders bool) lang.Text {
	codes := languageCodes()
	if n.Kind != yaml.MappingNode {
		r.fault(n, "plain_text", "key", key)
		return ""
	}
	text := map[lang.Lang]string{}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Kind != yaml.ScalarNode || !slices.Contains(codes, k.Value) {
			r.fault(k, "unknown_language", "key", key, "code", short(k.Value), "known", strings.Join(codes, ", "))
			continue
		}
		if first, twice := seen[k.Value]; twice {
			r.fault(k, "duplicate_key", "key", k.Value, "line", first)
			continue
		}
		seen[k.Value] = k.Line
		text[lang.Lang(k.Value)] = r.oneText(v, key, lang.Lang(k.Value), placeholders)
	}
	for _, l := range r.wanted() {
		if seen[string(l)] == 0 {
			r.fault(n, "missing_text", "key", key, "language", l)
		}
	}
	return lang.NewText(text)
}

// oneText reads a text in one language. Blanks around it are not part of it.
func (r *reader) oneText(n *yaml.Node, key string, l lang.Lang, placeholders bool) string {
	if n.Kind == yaml.ScalarNode && strings.TrimSpace(n.Value) == "" {
		r.fault(n, "empty_text", "key", key, "language", l)
		return ""
	}
	if n.Kind != yaml.ScalarNode {
		r.fault(n, "want_word", "key", string(l))
		return ""
	}
	if n.ShortTag() != "!!str" {
		r.fault(n, "want_text", "key", key, "language", l, "value", short(n.Value))
		return ""
	}
	if strings.ContainsFunc(n.Value, isControl) {
		r.fault(n, "control_text", "key", key)
		return ""
	}
	if placeholders {
		r.placeholders(n)
	} else if strings.ContainsAny(n.Value, "{}") {
		r.fault(n, "term_brace", "key", key)
	}
	return strings.TrimSpace(n.Value)
}

// isControl reports what a text may not hold: it could move the cursor of a
// terminal or turn the direction of what follows.
func isControl(c rune) bool {
	return c != '\n' && unicode.IsControl(c) || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069
}

// placeholders checks every {word} of a text.
func (r *reader) placeholders(n *yaml.Node) {
	for rest := n.Value; ; {
		i := strings.IndexAny(rest, "{}")
		if i < 0 {
			return
		}
		name, tail, closed := strings.Cut(rest[i+1:], "}")
		if rest[i] == '}' || !closed || strings.ContainsAny(name, "{\n") {
			r.fault(n, "brace")
			return
		}
		if r.full() {
			return
		}
		r.placeholder(n, name)
		rest = tail
	}
}

func (r *reader) placeholder(n *yaml.Node, name string) {
	known := termNames()
	c, size := utf8.DecodeRuneInString(name)
	if slices.Contains(known, string(unicode.ToLower(c))+name[size:]) {
		return
	}
	name = short(name)
	if near := nearest(name, known); near != "" {
		r.fault(n, "placeholder_near", "name", name, "near", near)
		return
	}
	r.fault(n, "placeholder", "name", name, "known", strings.Join(known, ", "))
}
