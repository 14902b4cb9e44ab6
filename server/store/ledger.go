package store

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"maps"
	"slices"
	"sync"

	"alongside/server/audit"
	"alongside/server/figures"
	"alongside/server/ledger"
	"alongside/server/place"

	"github.com/dgraph-io/badger/v4"
)

// ledgerFact is 32 random bytes (sealed): what pseudonyms are made with. It is
// made when the ledger is first read and never changed, so that a pseudonym stays.
const ledgerFact = "ledger"

// moneyKinds are the kinds for whose sake a scope is read into the ledger.
var moneyKinds = []string{"decision", "pot", "pot_entry"}

// ledgerKinds are all that is read of such a scope.
var ledgerKinds = append(slices.Clone(moneyKinds), "conversation", "contribution")

// moneyed knows which scopes hold records about money, or of other kinds that few
// have, so that reading the ledger costs what it has and not what the place has. It is filled by the first
// reading and follows every commit from then on.
type moneyed struct {
	reading sync.Mutex // one ledger at a time
	mu      sync.Mutex
	known   bool
	scopes  map[string]bool
	moved   map[string]bool // may hold money since they were looked at
}

// publish notes the scopes that a committed transaction moved.
func (m *moneyed) publish(t *tx) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.known {
		return
	}
	for scope := range t.moved {
		if !m.scopes[scope] {
			m.moved[scope] = true
		}
	}
}

// Ledger is every decision about money, and the pots. Nobody's name but those of
// members is in it: people are pseudonyms, and what the person of a record is
// called is taken out of the words. That it was read is added to the trail.
func (s *Store) Ledger(by place.Actor) (out ledger.Ledger, err error) {
	if err := by.Must(place.SeeLedger); err != nil {
		return out, err
	}
	pseudonym, err := s.pseudonyms()
	if err != nil {
		return out, err
	}
	s.money.reading.Lock()
	defer s.money.reading.Unlock()
	ask := s.money.begin()
	err = s.view(func(v view) error {
		found, err := v.withAny(ask, moneyKinds)
		if err != nil {
			return err
		}
		var sources []ledger.Source
		called := map[string][]string{}
		for _, scope := range s.money.end(found) {
			if sources, err = v.readMoney(sources, called, scope); err != nil {
				return err
			}
		}
		out = ledger.Read(sources, s.ledgerNames(pseudonym, called))
		beside, err := v.forgottenBesideNobody()
		out.Forgotten = append(out.Forgotten, beside...)
		return err
	})
	if err != nil {
		s.money.forget()
		return out, err
	}
	return out, s.Note(place.Who{Actor: by}, "", audit.Detail{Act: audit.LedgerRead})
}

// ask says which scopes are to be looked at.
type ask struct {
	all   bool
	moved map[string]bool
}

// begin is called before a snapshot is taken: what is committed from then on is
// noted, and the snapshot has what came before.
func (m *moneyed) begin() ask {
	m.mu.Lock()
	defer m.mu.Unlock()
	ask := ask{all: !m.known, moved: m.moved}
	m.moved = map[string]bool{}
	if ask.all {
		m.known, m.scopes = true, map[string]bool{}
	}
	return ask
}

// end takes in what was found and returns every scope that holds money, sorted.
func (m *moneyed) end(found []string) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, scope := range found {
		m.scopes[scope] = true
	}
	return slices.Sorted(maps.Keys(m.scopes))
}

// forget makes the next reading look at every scope again.
func (m *moneyed) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.known = false
}

// withAny are those of the scopes asked for that hold a record of one of the kinds.
func (v view) withAny(ask ask, kinds []string) (found []string, err error) {
	scopes := slices.Collect(maps.Keys(ask.moved))
	if ask.all {
		scopes = nil
		err := v.each([]byte{headTable}, false, func(key, _ []byte) error {
			scopes = append(scopes, string(key[1:]))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	options := badger.DefaultIteratorOptions
	options.Prefix, options.PrefetchValues = []byte{recordTable}, false
	it, err := v.iterate(options)
	if err != nil {
		return nil, err
	}
	defer it.Close()
	for _, scope := range scopes {
		for _, kind := range kinds {
			prefix := recordKey(scope, kind, "")
			if it.Seek(prefix); it.Valid() && bytes.HasPrefix(it.Item().Key(), prefix) {
				found = append(found, scope)
				break
			}
		}
	}
	return found, nil
}

func (v view) readMoney(sources []ledger.Source, called map[string][]string, scope string) ([]ledger.Source, error) {
	h, err := v.head(scope)
	if h == nil || err != nil || h.Erased != 0 {
		return sources, err
	}
	for _, kind := range ledgerKinds {
		err := v.each(recordKey(scope, kind, ""), false, func(key, _ []byte) error {
			r, _, ok, err := v.recordAt(h, key)
			if ok {
				sources = append(sources, ledger.Source{Scope: scope, Record: r})
			}
			return err
		})
		if err != nil {
			return sources, err
		}
	}
	if kind, id, _ := place.SplitScope(scope); kind == place.PersonScope {
		r, _, _, err := v.record(h, scope, "person", id)
		for _, version := range r.Versions("called") {
			called[scope] = append(called[scope], version.Value)
		}
		return sources, err
	}
	return sources, nil
}

func (s *Store) ledgerNames(pseudonym func(string) string, called map[string][]string) ledger.Names {
	d := s.directory.Load()
	return ledger.Names{
		Author: func(device string) (string, string) {
			m := d.members[d.devices[device].Member]
			return m.ID, m.Name
		},
		Member:    func(id string) string { return d.members[id].Name },
		Team:      func(id string) string { return d.teams[id].Name },
		Pseudonym: pseudonym,
		Called:    func(scope string) []string { return called[scope] },
		Day:       func(ms int64) string { return figures.DayAt(ms, s.zone()).String() },
		Currency:  d.place.Currency,
	}
}

// pseudonyms makes from a person's id what stands for it in the ledger: 60 bits of
// an HMAC, so that no two of a million people meet.
func (s *Store) pseudonyms() (func(person string) string, error) {
	var secret []byte
	read := func(v view) error {
		_, err := v.getSealed(metaKey(ledgerFact), &secret)
		return err
	}
	if err := s.view(read); err != nil {
		return nil, err
	}
	if secret == nil {
		fresh := make([]byte, 32)
		rand.Read(fresh)
		err := s.change(func(t *tx) error {
			if err := read(t.view); err != nil || secret != nil {
				return err
			}
			secret = fresh
			t.putSealed(metaKey(ledgerFact), secret)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return func(person string) string {
		sum := hmac.New(sha256.New, secret)
		sum.Write([]byte(person))
		text := pseudonymLetters.EncodeToString(sum.Sum(nil)[:10])
		return text[:4] + "-" + text[4:8] + "-" + text[8:12]
	}, nil
}

// pseudonymLetters leave out what is easily taken for something else.
var pseudonymLetters = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)
