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
