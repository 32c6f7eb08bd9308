package export

import (
	"io"

	"pairbook/forms"
)

// Packed builds the documents of the pack of a pair: the sheets that were begun, and on
// blank paper all of them, as far as the audience may have them. None where there is
// nothing yet.
func Packed(p *forms.Pair, o Options) []Document {
	var all []Document
	for _, s := range p.Sheets() {
		d := Build(s, o)
		if !d.Closed && (o.Blank || s.Progress().Begun()) {
			all = append(all, d)
		}
	}
	return all
}

// Pack writes documents of one pair as one PDF: a page of contents, then each document
// from a page of its own. Its date and language are those of the first document. Errors
// are as in PDF, that there are no documents, and what PaperOptions.Each returned.
func Pack(w io.Writer, ds []Document, o PaperOptions) error {
	if len(ds) == 0 {
		return errNoDocuments
	}
	return paper(w, ds, o, true)
}
