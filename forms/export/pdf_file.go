package export

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
)

var errFile = errors.New("the PDF library wrote a file we cannot read")

// withTags writes the library's file anew with the tree of its meaning, which the library
// does not know: pages point to their pieces, and the catalogue points to the tree.
func withTags(raw []byte, m marks, root *elem) ([]byte, error) {
	objects, err := objectsOf(raw)
	if err != nil {
		return nil, err
	}
	catalogue := len(objects)
	t := &tree{first: catalogue + 1, pageObj: func(page int) int { return 1 + 2*page }}
	t.build(root, m)
	for i := range m {
		n := t.pageObj(i+1) - 1
		if objects[n], err = insert(objects[n], "<</Type /Page\n", fmt.Sprintf("/StructParents %d /Tabs /S\n", i)); err != nil {
			return nil, err
		}
	}
	objects[catalogue-1], err = insert(objects[catalogue-1], "/Type /Catalog\n",
		fmt.Sprintf("/StructTreeRoot %d 0 R\n/MarkInfo <</Marked true>>\n/ViewerPreferences <</DisplayDocTitle true>>\n", t.first))
	if err != nil {
		return nil, err
	}
	for _, o := range t.objects {
		objects = append(objects, []byte(o+"\n"))
	}
	return fileOf(objects, catalogue), nil
}

// insert puts a text behind the first words of an object.
func insert(object []byte, after, text string) ([]byte, error) {
	i := bytes.Index(object, []byte(after))
	if i < 0 || i > 4 {
		return nil, errFile
	}
	i += len(after)
	return bytes.Join([][]byte{object[:i], []byte(text), object[i:]}, nil), nil
}

// objectsOf cuts a file into its objects by its table of places, without their frames.
func objectsOf(raw []byte) ([][]byte, error) {
	at, err := lastNumber(raw)
	if err != nil || at >= len(raw) {
		return nil, errFile
	}
	var count int
	if _, err := fmt.Sscanf(string(raw[at:min(at+40, len(raw))]), "xref\n0 %d", &count); err != nil {
		return nil, errFile
	}
	rows := bytes.Split(raw[at:], []byte("\n"))
	if len(rows) < count+2 {
		return nil, errFile
	}
	var out [][]byte
	for n := 1; n < count; n++ {
		place, err := strconv.Atoi(string(rows[n+2][:min(10, len(rows[n+2]))]))
		frame := fmt.Sprintf("%d 0 obj\n", n)
		if err != nil || place > at || !bytes.HasPrefix(raw[place:at], []byte(frame)) {
			return nil, errFile
		}
		body := raw[place+len(frame) : at]
		end := endOf(body)
		if end < 0 {
			return nil, errFile
		}
		out = append(out, body[:end])
	}
	return out, nil
}

// endOf finds the end of an object. A stream is stepped over by its length, for it may
// hold the very words.
func endOf(body []byte) int {
	end := bytes.Index(body, []byte("endobj"))
	stream := bytes.Index(body, []byte("\nstream\n"))
	if stream < 0 || end < stream {
		return end
	}
	from := stream + len("\nstream\n") + streamLength(body[:stream])
	if from > len(body) {
		return -1
	}
	end = bytes.Index(body[from:], []byte("endobj"))
	if end < 0 {
		return -1
	}
	return from + end
}

// streamLength reads the length in a stream's dictionary.
func streamLength(dict []byte) int {
	const key = "/Length "
	i := bytes.Index(dict, []byte(key))
	if i < 0 {
		return 0
	}
	n := 0
	for _, c := range dict[i+len(key):] {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}

func lastNumber(raw []byte) (int, error) {
	_, tail, ok := bytes.Cut(raw[max(0, len(raw)-64):], []byte("startxref\n"))
	if !ok {
		return 0, errFile
	}
	number, _, _ := bytes.Cut(tail, []byte("\n"))
	return strconv.Atoi(string(number))
}

// fileOf writes objects as a file. The description of the document is the object before
// the catalogue.
func fileOf(objects [][]byte, catalogue int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	places := make([]int, len(objects))
	for i, o := range objects {
		places[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", i+1)
		b.Write(o)
		b.WriteString("endobj\n")
	}
	id := sha256.Sum256(b.Bytes())
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, p := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(objects)+1, catalogue, catalogue-1, id[:16], id[:16], start)
	return b.Bytes()
}
