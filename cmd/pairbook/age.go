package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"filippo.io/age"

	"pairbook/tui/cell"
)

// ageHeader begins every file that age encrypted.
const ageHeader = "age-encryption.org/v1"

// isAge reports whether a file is encrypted with age.
func isAge(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false // whoever opens it is told
	}
	defer f.Close() //nolint:errcheck // only read
	head := make([]byte, len(ageHeader))
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == ageHeader
}

// recipients reads whom a backup is encrypted to: keys of age, all of one kind.
func recipients(keys []string) ([]age.Recipient, error) {
	var out []age.Recipient
	for _, k := range keys {
		one, err := age.ParseRecipients(strings.NewReader(k))
		if err != nil {
			return nil, usage("bad_recipient", "key", shown(k))
		}
		out = append(out, one...)
	}
	return out, nil
}

// encryptTo writes what pour pours to a file, encrypted, which must not be there yet. It is
// never in a file that is not.
func encryptTo(to string, who []age.Recipient, force bool, pour func(io.Writer) error) error {
	return fileError(to, streamNew(to, force, func(out io.Writer) error {
		w, err := age.Encrypt(out, who...)
		if err != nil {
			return &trouble{exit: WrongUsage, key: "mixed_recipients", err: err}
		}
		return errors.Join(pour(w), w.Close())
	}))
}

// decryptFile writes what is in an encrypted file to one of our own. It is damaged where
// it was changed on the way: age tells.
func decryptFile(from string, to io.Writer, who []age.Identity) error {
	in, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("read the backup: %w", err)
	}
	defer in.Close() //nolint:errcheck // only read
	plain, err := age.Decrypt(bufio.NewReader(in), who...)
	var none *age.NoIdentityMatchError
	if errors.As(err, &none) {
		return &trouble{exit: Locked, key: "wrong_age", err: err}
	}
	if err == nil {
		_, err = io.Copy(to, plain)
	}
	if err != nil {
		return &trouble{exit: Damaged, key: "damaged_age", args: []any{"file", cell.CleanLine(from)}, err: err}
	}
	return nil
}

// isForPassphrase reports whether an encrypted file opens with a passphrase, and not with
// a key.
func isForPassphrase(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // only read
	header, err := age.ExtractHeader(f)
	return err == nil && strings.Contains(string(header), "\n-> scrypt ")
}

// identities reads the keys in a file of age-keygen.
func identities(path string) ([]age.Identity, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &trouble{exit: NotFound, key: "not_read", args: []any{"file", cell.CleanLine(path), "cause", shown(cause(err))}, err: err}
	}
	defer f.Close() //nolint:errcheck // only read
	ids, err := age.ParseIdentities(f)
	if err != nil {
		return nil, usage("bad_identity", "file", cell.CleanLine(path))
	}
	return ids, nil
}
