package forms

import "pairbook/forms/lang"

// A pair speaks its own language. It stands in the pair sheet, where the two say which
// they want; the language key changes it for the screen only. That is a way of looking,
// as how far somebody has read is: it must not fill the history, count as work on the
// pair, or be taken back in the stead of an answer. So the book keeps it as a setting.

// LangKey is the book's setting that keeps the language a pair's pages were last
// switched to.
func LangKey(id PairID) string { return "lang." + string(id) }

// Spoken returns the language of the pair's pages: what the setting LangKey keeps, else
// what the pair sheet answers; "" where neither says one we have.
func (r *Record) Spoken(kept string) lang.Lang {
	if l, err := lang.Parse(kept); err == nil && kept != "" {
		return l
	}
	answer := string(r.Value(languageAddress()))
	if l, err := lang.Parse(answer); err == nil && answer != "" {
		return l
	}
	return ""
}

// SaysLang returns the language that a change of the pair sheet asks for: from then on
// the pair speaks that one. ok is false for any other change.
func SaysLang(c Change) (l lang.Lang, ok bool) {
	if c.Addr != languageAddress() || c.Value == "" {
		return "", false
	}
	l, err := lang.Parse(string(c.Value))
	return l, err == nil
}

func languageAddress() Address {
	return Address{Sheet: SheetID{Form: PairForm}, Field: "language", Voice: Agreed}
}
