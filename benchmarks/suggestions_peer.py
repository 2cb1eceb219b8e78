"""The floor: TF-IDF of character and word n-grams, and k-means, in a process of its own with scikit-learn.

    PEER_PYTHON benchmarks/suggestions_peer.py < {"texts": […], "k": 44}

k-means is told the right number of groups, which our engine has to find: the peer has that advantage. Three seeds;
stdout is {"clusters": [[…] × 3], "seconds": CPU seconds of one run}.
"""

import json
import sys
from time import process_time

SEEDS = 3


def main() -> None:
    from scipy.sparse import hstack
    from sklearn.cluster import KMeans
    from sklearn.feature_extraction.text import TfidfVectorizer

    given = json.load(sys.stdin)
    began = process_time()
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 3), sublinear_tf=True)
    words = TfidfVectorizer(sublinear_tf=True)
    matrix = hstack([characters.fit_transform(given["texts"]), words.fit_transform(given["texts"])])
    found = [
        KMeans(n_clusters=given["k"], n_init=3, random_state=seed).fit_predict(matrix).tolist()
        for seed in range(SEEDS)
    ]
    json.dump({"clusters": found, "seconds": (process_time() - began) / SEEDS}, sys.stdout)


if __name__ == "__main__":
    main()
