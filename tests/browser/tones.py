"""A tone of its own for each browser, so that a test hears who is heard."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 48_000

# The loudest frequency of the other side in this page, in Hz, by the browser's own analysis of the received track.
LOUDEST = """async () => {
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  analyser.fftSize = 8192;
  analyser.smoothingTimeConstant = 0;
  audio.createMediaStreamSource(window.answerbackPeer.remote).connect(analyser);
  const power = new Float32Array(analyser.frequencyBinCount);
  const heard = {};
  for (let i = 0; i < 20; i++) {
    await new Promise((done) => setTimeout(done, 100));
    analyser.getFloatFrequencyData(power);
    const top = power.reduce((best, value, at) => (value > power[best] ? at : best), 1);
    if (power[top] > -80) {
      const hertz = Math.round(top * audio.sampleRate / analyser.fftSize);
      heard[hertz] = (heard[hertz] ?? 0) + 1;
    }
  }
  return Number(Object.keys(heard).sort((a, b) => heard[b] - heard[a])[0] ?? 0);
}"""


def tone(path: Path, hertz: int) -> Path:
    """Ten seconds of a sine in a WAV file (16 bit, mono); Chromium repeats it."""
    samples = (int(12_000 * math.sin(2 * math.pi * hertz * n / RATE)) for n in range(RATE * 10))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return path
