package main

import (
	"crypto/rand"
	"encoding/hex"
	mathrand "math/rand/v2"
	"strings"
)

// visit is one small change, the same for every server: a day and a sentence.
type visit struct {
	On    string `json:"on"`
	Story string `json:"story"`
}

var words = strings.Fields(`walked to the allotment talked about her sister and bus tickets looked at letters from
 housing office together rang twice nobody answered made tea in kitchen while it rained he laughed when dog came back
 we wrote down what mattered most this week photographs school gate garden paint brushes swimming library choir paid
 deposit for room found coat shop around corner felt proud slept badly better than last month neighbour knocked asked
 after shed key lent drill bring back Thursday train Newcastle interview shoes lunch soup bread nothing else needed`)

// visits are what one client sends, in batches. The same client says the same words
// to every server and in every round.
func visits(client int, j job) [][]visit {
	random := mathrand.New(mathrand.NewPCG(uint64(client), 20))
	out := make([][]visit, j.batches)
	for b := range out {
		for range j.batch {
			sentence := make([]string, 6+random.IntN(7))
			for i := range sentence {
				sentence[i] = words[random.IntN(len(words))]
			}
			out[b] = append(out[b], visit{"2026-11-02", strings.Join(sentence, " ")})
		}
	}
	return out
}

// uuid is a random id as the peers' own clients make them.
func uuid() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}
