package export

import "unicode"

// Lacks reports whether a text has signs that the fonts of our PDF files lack, so that one
// of the reader's own is needed, see PaperOptions. Blanks and signs that show nothing are
// not counted.
func Lacks(text string) (bool, error) {
	fs, err := newFaces(nil)
	if err != nil {
		return false, err
	}
	for _, r := range text {
		if !unicode.IsGraphic(r) || unicode.IsSpace(r) {
			continue
		}
		if _, _, ok := fs.faceFor(regular, r); !ok {
			return true, nil
		}
	}
	return false, nil
}
