package forms

import (
	"strconv"
	"strings"
	"unicode"

	"pairbook/forms/lang"
)

// numberReader reads numbers: 60, 1.5.
type numberReader struct {
	base
	also lang.Text // more words that may stand behind the figures
}

// The most figures a number may have.
const (
	mostFigures  = 12 // before the decimal sign
	mostDecimals = 2  // more would make "1,250" readable in two ways
)

func (r numberReader) parse(in string) (Value, *Problem) {
	in = firstWords(cleanShort(in))
	figures, unit := splitUnit(in)
	if unit != "" && !r.isUnit(unit) {
		return "", r.notThisUnit(in)
	}
	negative := strings.HasPrefix(figures, "-")
	whole, decimals, p := r.decimal(strings.TrimSpace(strings.TrimPrefix(figures, "-")), in)
	if p != nil {
		return "", p
	}
	number := plainNumber(negative, whole, decimals)
	if p := r.bounds(number); p != nil {
		return "", p
	}
	return Value(number), nil
}

// splitUnit parts "60 min" into the number and the word. Every kind of dash in
// front is a minus.
func splitUnit(in string) (figures, unit string) {
	in = strings.Map(func(r rune) rune {
		switch {
		case r == '\u2212', unicode.Is(unicode.Pd, r):
			return '-'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, in)
	end := strings.IndexFunc(in, func(r rune) bool { return !strings.ContainsRune("0123456789.,- ", r) })
	if end < 0 {
		end = len(in)
	}
	return strings.TrimSpace(in[:end]), strings.TrimRight(strings.TrimSpace(in[end:]), ".")
}

// isUnit says whether a word is the field's unit, in any language, perhaps
// shortened or in another form: min, minut, minutes. Another unit is not read as
// ours: 2 h are not 2 minutes.
func (r numberReader) isUnit(word string) bool {
	word = fold(word)
	for _, unit := range r.fd.Unit.Each() {
		if isForm(word, fold(unit)) {
			return true
		}
	}
	for _, words := range r.also.Each() {
		for _, unit := range strings.Fields(fold(words)) {
			if isForm(word, unit) {
				return true
			}
		}
	}
	return false
}

// isForm says whether a word is a unit, shortened, lengthened, or with another
// ending, as vecka and veckor have.
func isForm(word, unit string) bool {
	const stem = 4
	switch {
	case word == "" || unit == "" || strings.Contains(word, " ") && word != unit:
		return false
	case strings.HasPrefix(unit, word), len(unit) > 1 && strings.HasPrefix(word, unit):
		return true
	}
	return len(word) >= stem && strings.HasPrefix(unit, word[:stem])
}

func (r numberReader) notThisUnit(in string) *Problem {
	if unit := r.a.Fill(r.fd.Unit); unit != "" && hasFigure(in) {
		return problem("value.number-unit", "unit", unit, "example", r.example())
	}
	return r.unknown(in)
}

func (r numberReader) unknown(in string) *Problem {
	return problem("value.number", "input", typed(in), "example", r.example())
}

// example is a number that this field takes.
func (r numberReader) example() string {
	n := 4.0
	if r.fd.Min != nil {
		n = max(n, *r.fd.Min)
	}
	if r.fd.Max != nil {
		n = min(n, *r.fd.Max)
	}
	return r.localFloat(n)
}

// decimal parts a number without sign and unit into its figures before and after
// the decimal sign. Point and comma may be either that or mark the thousands.
func (r numberReader) decimal(s, in string) (whole, decimals string, p *Problem) {
	last := strings.LastIndexAny(s, ".,")
	whole, marks := s, ""
	if last >= 0 {
		whole, decimals, marks = s[:last], s[last+1:], s[last:last+1]
	}
	switch {
	case strings.Contains(whole, marks) && marks != "": // 1,234,567: the sign comes twice
		whole, decimals = s, ""
	case marks != "" && (len(decimals) == 0 || !isFigures(decimals)):
		return "", "", r.unknown(in)
	}
	thousands := isGrouped(whole)
	whole, ok := ungroup(whole, decimals != "")
	if !ok {
		return "", "", r.unknown(in)
	}
	if len(decimals) == 3 && !thousands && len(whole) <= 3 && strings.TrimLeft(whole, "0") != "" {
		return "", "", r.either(in, whole, decimals)
	}
	decimals = strings.TrimRight(decimals, "0")
	switch {
	case len(decimals) > mostDecimals:
		return "", "", problem("value.number-decimals", "input", typed(in))
	case len(strings.TrimLeft(whole, "0")) > mostFigures:
		return "", "", problem("value.number-long", "input", typed(in))
	}
	return whole, decimals, nil
}

// either refuses what is a thousand to some and one to others.
func (r numberReader) either(in, whole, decimals string) *Problem {
	second := plainNumber(false, whole, strings.TrimRight(decimals, "0"))
	return problem("value.number-either", "input", typed(in),
		"first", plainNumber(false, whole+decimals, ""), "second", r.local(second))
}

// ungroup takes the marks between thousands out of a whole number. Nothing before
// the decimal sign is fine where there is one: ",5".
func ungroup(s string, hasDecimals bool) (string, bool) {
	if s == "" {
		return "0", hasDecimals
	}
	if isFigures(s) {
		return s, true
	}
	i := strings.IndexAny(s, " .,")
	if i < 1 || i > 3 {
		return "", false
	}
	mark := s[i : i+1]
	groups := strings.Split(s, mark)
	for n, g := range groups {
		if !isFigures(g) || n > 0 && len(g) != 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func isGrouped(s string) bool { return strings.ContainsAny(s, " .,") }

func isFigures(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// plainNumber writes the canonical form: no needless noughts, a point.
func plainNumber(negative bool, whole, decimals string) string {
	n := strings.TrimLeft(whole, "0")
	if n == "" {
		n = "0"
	}
	if decimals != "" {
		n += "." + decimals
	}
	if negative && n != "0" {
		n = "-" + n
	}
	return n
}

// bounds checks the least and the most a field takes.
func (r numberReader) bounds(number string) *Problem {
	n, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return r.unknown(number)
	}
	low, high := r.fd.Min != nil && n < *r.fd.Min, r.fd.Max != nil && n > *r.fd.Max
	switch {
	case !low && !high:
		return nil
	case r.fd.Min != nil && r.fd.Max != nil:
		return problem("value.number-range", "min", r.localFloat(*r.fd.Min), "max", r.united(*r.fd.Max))
	case low:
		return problem("value.number-min", "min", r.united(*r.fd.Min))
	}
	return problem("value.number-max", "max", r.united(*r.fd.Max))
}

func (r numberReader) united(n float64) string { return r.withUnit(r.localFloat(n)) }

func (r numberReader) localFloat(n float64) string {
	return r.local(strconv.FormatFloat(n, 'f', -1, 64))
}

// local writes a number with the language's decimal sign.
func (r numberReader) local(number string) string {
	return strings.Replace(number, ".", r.a.Words.T("value.decimal-sign"), 1)
}

func (r numberReader) withUnit(number string) string {
	if unit := r.a.Fill(r.fd.Unit); unit != "" {
		return r.a.Words.T("value.with-unit", "number", number, "unit", unit)
	}
	return number
}

func (r numberReader) show(v Value) string    { return r.withUnit(r.local(string(v))) }
func (r numberReader) short(v Value) string   { return r.local(string(v)) }
func (r numberReader) edit(v Value) string    { return r.local(string(v)) }
func (r numberReader) check(v Value) *Problem { return same(r, v) }

// numberBeside reads numbers that are typed beside an option. The words of the
// option's label pass for a unit: "another number of months: 8 months".
func numberBeside(b base, label lang.Text) numberReader {
	least := 0.0
	b.fd = &Field{Kind: KindNumber, Min: &least}
	return numberReader{base: b, also: label}
}
