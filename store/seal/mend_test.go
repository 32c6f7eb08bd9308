package seal

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

func TestOneOrTwoFlippedBitsAreMended(t *testing.T) {
	box, err := NewBox(NewKeys(), "book", 2)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.SliceOfN(rapid.Byte(), 0, 700).Draw(t, "plain")
		at := Place{"rev", rapid.SliceOfN(rapid.Byte(), 1, 40).Draw(t, "key")}
		sealed := box.Seal(at, plain)
		key := bytes.Clone(at.Key)
		whole := append(bytes.Clone(key), sealed...)
		free := func(bit int) bool { return bit/8 <= len(key) || bit/8 > len(key)+24 } // not in the nonce
		one := rapid.IntRange(0, 8*len(whole)-1).Draw(t, "bit")
		whole[one/8] ^= 1 << (one % 8)
		if two := rapid.IntRange(0, 8*len(whole)-1).Draw(t, "other bit"); rapid.Bool().Draw(t, "two") && two != one && free(one) && free(two) {
			whole[two/8] ^= 1 << (two % 8)
		}
		gotKey, got, ok := box.Mend(Place{at.Bucket, whole[:len(key)]}, whole[len(key):])
		if !ok || !bytes.Equal(got, plain) || !bytes.Equal(gotKey, key) {
			t.Fatalf("mended %v: %x of %x", ok, got, plain)
		}
	})
}

func TestWhatWasNeverSealedIsNotMended(t *testing.T) {
	box, err := NewBox(NewKeys(), "book", 2)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		junk := rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(t, "junk")
		if _, _, ok := box.Mend(Place{"rev", []byte("key")}, junk); ok {
			t.Fatal("junk opens")
		}
	})
}

// TestAFlippedBitOfTheTagIsMended flips the highest bits of the tag: they carry it past its
// end, to where the sum would have a bit more than it can have.
func TestAFlippedBitOfTheTagIsMended(t *testing.T) {
	box, err := NewBox(NewKeys(), "book", 2)
	if err != nil {
		t.Fatal(err)
	}
	at, plain := Place{"rev", []byte("the key")}, []byte("every month")
	for range 100 { // each with another tag
		sealed := box.Seal(at, plain)
		for bit := range 8 {
			broken := bytes.Clone(sealed)
			broken[len(broken)-1] ^= 1 << bit
			if _, got, ok := box.Mend(at, broken); !ok || !bytes.Equal(got, plain) {
				t.Fatalf("bit %d of the tag's last byte: %q, %v", bit, got, ok)
			}
			broken[nonceEnd+3] ^= 0x10
			if _, got, ok := box.Mend(at, broken); !ok || !bytes.Equal(got, plain) {
				t.Fatalf("and one of the text: %q, %v", got, ok)
			}
		}
	}
}
