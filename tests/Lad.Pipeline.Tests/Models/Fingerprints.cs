using System.Text;
using Lad.Detection;

namespace Lad.Pipeline.Tests.Models;

internal static class Fingerprints
{
    /// <summary>The fingerprint that a detector gives a message.</summary>
    public static ulong FingerprintOf(this Detector detector, string message) => detector.Assess(Encoding.UTF8.GetBytes(message), new DetectorScratch()).Fingerprint;
}
