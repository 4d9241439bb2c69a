using Lad.Detection;

namespace Lad.Pipeline.Models;

/// <summary>
/// Holds a model for each service, found by its name, with <see cref="ModelName.Default"/> behind them, within a bound of memory. A change is one reference write: a batch sees
/// the models from before it or those from after it, and all its records of one service have the same version. Thread-safe.
/// </summary>
/// <remarks>
/// The name of a model is the name of the service that it is for, letter for letter. A service whose name cannot be a model's (<see cref="ModelName"/>) has the default, as has one
/// without a model and a record that names no service. While there is no default, a record that needs it ends the graph's run with <see cref="NoModelException"/>:
/// wait for <see cref="IsReady"/>.
/// <para>
/// At the bound a model that does not fit is left out and counted, and what its service had stays. The default goes before the others: those that came last make room for it.
/// What was left out is not kept: give it again when there is room.
/// </para>
/// </remarks>
public sealed class ModelRouter : IModelsInForce
{
    private readonly Lock sync = new();
    private readonly Dictionary<string, Route> routes = new(StringComparer.Ordinal);
    private volatile ModelSet inForce = ModelSet.None;
    private long turn;
    private long used;
    private long leftOut;

    /// <summary>Makes a router without a model.</summary>
    /// <param name="options">What it may hold.</param>
    /// <exception cref="ArgumentException">The options cannot be used; names all that is wrong.</exception>
    public ModelRouter(ModelRouterOptions? options = null)
    {
        options ??= new ModelRouterOptions();
        IReadOnlyList<string> faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException($"The models' options cannot be used. {string.Join(' ', faults)}", nameof(options));
        MaxBytes = options.MaxBytes;
    }

    /// <inheritdoc/>
    public ModelSet InForce => inForce;

    /// <summary>Whether there is a default, so that every record has a model.</summary>
    public bool IsReady => inForce.Default is not null;

    /// <summary>Bytes that the models may take.</summary>
    public long MaxBytes { get; }

    /// <summary>Bytes that the models in force take.</summary>
    public long UsedBytes => Interlocked.Read(ref used);

    /// <summary>How often a model was left out, or displaced, for want of room.</summary>
    public long LeftOut => Interlocked.Read(ref leftOut);

    /// <summary>The version in force under a name; <see langword="null"/> when it has none of its own.</summary>
    public string? Version(string name)
    {
        lock (sync) return routes.GetValueOrDefault(name)?.Detector.Model.Metadata.Version;
    }

    /// <summary>Puts a model in force under its name, in the place of an earlier version, if it fits.</summary>
    /// <exception cref="ArgumentException">Its name cannot be a model's.</exception>
    public RouteChange Put(DetectionModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        string name = model.Metadata.Name;
        if (!ModelName.IsValid(name)) throw new ArgumentException($"'{name}' cannot be the name of a model.", nameof(model));
        lock (sync)
        {
            long bytes = model.EstimatedBytes;
            List<string> displaced = [];
            bool fits = MakeRoom(name, bytes, displaced);
            if (fits)
            {
                Drop(name);
                routes.Add(name, new Route(new Detector(model), bytes, ++turn));
                Interlocked.Add(ref used, bytes);
                Publish();
            }
            Interlocked.Add(ref leftOut, displaced.Count + (fits ? 0 : 1));
            return new RouteChange { Name = name, Version = model.Metadata.Version, Bytes = bytes, IsInForce = fits, UsedBytes = used, MaxBytes = MaxBytes, Displaced = displaced };
        }
    }

    /// <summary>Takes a model out of force: its service has the default from now on. The default itself stays, since records need one.</summary>
    /// <returns>Whether there was one that could go.</returns>
    public bool Remove(string name)
    {
        if (name == ModelName.Default) return false;
        lock (sync)
        {
            if (!Drop(name)) return false;
            Publish();
            return true;
        }
    }

    private bool MakeRoom(string name, long bytes, List<string> displaced)
    {
        long replaced = routes.GetValueOrDefault(name)?.Bytes ?? 0;
        if (used - replaced + bytes <= MaxBytes) return true;
        if (name != ModelName.Default || bytes > MaxBytes) return false;
        foreach ((string other, _) in routes.Where(route => route.Key != name).OrderByDescending(route => route.Value.Turn).ToArray())
        {
            Drop(other);
            displaced.Add(other);
            if (used - replaced + bytes <= MaxBytes) break;
        }
        return true;
    }

    private bool Drop(string name)
    {
        if (!routes.Remove(name, out Route? route)) return false;
        Interlocked.Add(ref used, -route.Bytes);
        return true;
    }

    private void Publish() => inForce = new ModelSet(
        routes.GetValueOrDefault(ModelName.Default)?.Detector,
        routes.Where(route => route.Key != ModelName.Default).Select(route => KeyValuePair.Create(route.Key, route.Value.Detector)));

    private sealed record Route(Detector Detector, long Bytes, long Turn);
}
