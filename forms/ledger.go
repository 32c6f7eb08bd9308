package forms

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pairbook/forms/lang"
)

// registerLedger holds what was handed out, a row a file. No form shows it.
const registerLedger = "ledger"

// Columns of the ledger.
const (
	ledgerAt     = "at"
	ledgerSheet  = "sheet"
	ledgerFormat = "format"
	ledgerFor    = "for"
	ledgerFile   = "file"
	ledgerSum    = "sum"
)

// What can be handed out besides a sheet, in place of its id.
const (
	LedgerCertificate = "certificate"
	LedgerCalendar    = "calendar"
)

// Handed is a line of the ledger: something that was written to leave the book.
type Handed struct {
	At     time.Time // to the second
	Sheet  string    // a sheet's id, LedgerCertificate or LedgerCalendar
	Format string    // as the export calls it
	To     Audience
	File   string // the name without its folder; "-" for standard output
	Sum    string // SHA-256 of the bytes in hex; "" for an own copy, see Of
}

// Of completes a line for a file with these bytes, written now; path may be "" where
// it went to standard output. The folder is not kept, and of one's own copy no
// fingerprint: short private words could be guessed from it.
func (h Handed) Of(data []byte, path string, now time.Time) Handed {
	h.At, h.File = now, "-"
	if path != "" {
		h.File = filepath.Base(path)
	}
	if h.To.Person() == "" {
		sum := sha256.Sum256(data)
		h.Sum = hex.EncodeToString(sum[:])
	}
	return h
}

// Hand returns the changes that note a line in the ledger. Its row sorts by time, so
// that none has to be known to add one.
func (h Handed) Hand() []Change {
	at := h.At.UTC()
	row := registerTable(registerLedger).InRow(NewRowID())
	cs := []Change{{row.At(PartOrder), Value("t" + at.Format("20060102150405") + "z")}}
	for _, c := range []struct{ column, text string }{
		{ledgerAt, at.Format(time.RFC3339)},
		{ledgerSheet, h.Sheet},
		{ledgerFormat, h.Format},
		{ledgerFor, string(h.To)},
		{ledgerFile, h.File},
		{ledgerSum, h.Sum},
	} {
		if c.text != "" {
			cs = append(cs, Change{row.At(c.column), Value(c.text)})
		}
	}
	return cs
}

// Ledger returns what was handed out, the last first.
func (p *Pair) Ledger() []Handed {
	table := registerTable(registerLedger)
	var out []Handed
	for _, row := range p.Record.Rows(table) {
		get := func(column string) string { return string(p.Record.Value(table.InRow(row.ID).At(column))) }
		at, _ := time.Parse(time.RFC3339, get(ledgerAt)) // a damaged line is still told
		out = append(out, Handed{
			At: at, Sheet: get(ledgerSheet), Format: get(ledgerFormat), To: Audience(get(ledgerFor)), File: get(ledgerFile), Sum: get(ledgerSum),
		})
	}
	slices.Reverse(out)
	return out
}

// Lasting reports whether an answer is a line of the ledger. What was handed out
// stays handed out: it is no deed to undo, and undo passes over it.
func Lasting(a Address) bool { return a.Sheet == Register(registerLedger) }

// HandedName names in words what a line of the ledger is about.
func (p *Pair) HandedName(h Handed) string {
	switch h.Sheet {
	case LedgerCertificate, LedgerCalendar:
		return p.Words.T("leaves.what_" + h.Sheet)
	}
	if what, which, _ := strings.Cut(h.Sheet, "/"); p.Words.Has("report.what_" + what) {
		return strings.TrimSpace(p.Words.T("report.what_"+what) + " " + which)
	}
	if id, err := ParseSheetID(h.Sheet); err == nil {
		if s, ok := p.Sheet(id); ok {
			return s.Title()
		}
	}
	return strings.TrimSpace(h.Sheet)
}

// SayHanded words a line of the ledger as the last one, for a page's foot.
func (p *Pair) SayHanded(h Handed, at *time.Location) string {
	w, file := p.Words, h.File
	if file == "-" {
		file = w.T("leaves.no_file")
	}
	day := w.DayMonth(lang.DateOf(h.At.In(at)), p.Today)
	return w.T("leaves.handed_last", "what", p.HandedName(h), "date", day, "for", p.AudienceName(h.To), "file", file)
}
