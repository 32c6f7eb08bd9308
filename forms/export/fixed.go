package export

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"pairbook/forms"
)

// Fixed returns the mark that a file carries of what nobody is to change in it: what
// the program worked out, and signatures. Whoever reads the file back can tell by it
// whether they were left as they were, even where the book has moved on since.
func Fixed(texts []string) string { return mark(texts) }

// mark is short for texts: others have another one.
func mark(texts []string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:4])
}

// Carried returns a value as a file carries it: clean, and so with blanks for tabs.
func Carried(v forms.Value) forms.Value { return forms.Value(clean(string(v))) }
