using System.Text;
using Lad.Detection;

namespace Lad.Pipeline.Models;

/// <summary>The detectors that are in force at one moment: one for each service that has its own, and the default behind them. Immutable.</summary>
public sealed class ModelSet
{
    private readonly Dictionary<byte[], Detector> services = new(ServiceNameComparer.Instance);
    private readonly Dictionary<byte[], Detector>.AlternateLookup<ReadOnlySpan<byte>> lookup;

    /// <summary>Makes a set.</summary>
    /// <param name="fallback">The detector for every service without its own.</param>
    /// <param name="services">Detectors by the name of their service.</param>
    public ModelSet(Detector? fallback, IEnumerable<KeyValuePair<string, Detector>> services)
    {
        Default = fallback;
        foreach ((string name, Detector detector) in services) this.services.Add(Encoding.UTF8.GetBytes(name), detector);
        lookup = this.services.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>No model at all.</summary>
    public static ModelSet None { get; } = new(null, []);

    /// <summary>The detector for every service without its own; <see langword="null"/> while there is none.</summary>
    public Detector? Default { get; }

    /// <summary>Services that have their own.</summary>
    public int Services => services.Count;

    /// <summary>The detectors, the default's among them.</summary>
    public IEnumerable<Detector> All => Default is null ? services.Values : services.Values.Prepend(Default);

    /// <summary>The detector for a service; allocates nothing.</summary>
    /// <param name="service">Its name in UTF-8, letter for letter; empty for a record that names none.</param>
    /// <returns><see cref="Default"/> for a service without its own, which may be <see langword="null"/>.</returns>
    public Detector? Find(ReadOnlySpan<byte> service) =>
        service.Length is > 0 and <= ModelName.MaxLength && lookup.TryGetValue(service, out Detector? detector) ? detector : Default;
}
