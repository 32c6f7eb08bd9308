package forms

import "strconv"

// Needed lists the required questions without an answer that a reader may see, in the
// sheet's order.
func (s Sheet) Needed(r Reader) []Left {
	var out []Left
	for _, l := range s.Left() {
		if l.Required && s.MayRead(l.Item.Field, l.Voice, r) {
			out = append(out, l)
		}
	}
	return out
}

// UnsignedNeeds is Needed without the signatures: what whoever signs now signs without.
// A sheet may be signed so, but never unawares. None where the sheet asks nobody to sign.
func (s Sheet) UnsignedNeeds(r Reader) []Left {
	if len(s.SignAt(Mentee))+len(s.SignAt(Mentor)) == 0 {
		return nil
	}
	var out []Left
	for _, l := range s.Needed(r) {
		if len(s.signatures(l.Item.Field, l.Voice)) == 0 {
			out = append(out, l)
		}
	}
	return out
}

// SayLeft names a question that is left: its number, its words, and whose answer is
// missing where several are asked.
func (s Sheet) SayLeft(l Left) string {
	line := strconv.Itoa(l.Item.Number) + "  " + s.Pair.Text(l.Item.Field.Label)
	if l.Voice.IsPerson() && len(l.Item.Voices) > 1 {
		line += " (" + s.Pair.Name(l.Voice) + ")"
	}
	return line
}
