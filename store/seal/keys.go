package seal

// Keys are the two keys of a book: one seals its records, the other turns names
// into the keys of its buckets. They are two, so that the records can be sealed
// anew and stay where they are. Keys do not print themselves.
type Keys struct {
	Content Key
	Index   Key
}

// NewKeys returns two fresh random keys.
func NewKeys() Keys { return Keys{NewKey(), NewKey()} }

// KeysOf returns the keys of a book that was made with one key, from which both
// were derived. It returns ErrKeySize for the zero Key.
func KeysOf(k Key) (Keys, error) {
	if k.bytes == nil {
		return Keys{}, ErrKeySize
	}
	index, err := derive(k, "pairbook index")
	return Keys{k, index}, err
}

// KeysFrom returns the keys that Reveal wrote, or ErrKeySize.
func KeysFrom(b []byte) (Keys, error) {
	if len(b) != 2*KeySize {
		return Keys{}, ErrKeySize
	}
	content, err := KeyFrom(b[:KeySize])
	if err != nil {
		return Keys{}, err
	}
	index, err := KeyFrom(b[KeySize:])
	return Keys{content, index}, err
}

// Reveal returns a copy of the bytes of both keys, to be wrapped.
func (k Keys) Reveal() []byte { return append(k.Content.Reveal(), k.Index.Reveal()...) }

// Renewed returns keys with another key for the records, and the same for names.
func (k Keys) Renewed() Keys { return Keys{NewKey(), k.Index} }

// Set reports whether there are keys at all.
func (k Keys) Set() bool { return k.Content.bytes != nil && k.Index.bytes != nil }
