namespace Lad.Detection.Maps;

/// <summary>A trained map and how well it fits what it was trained on.</summary>
/// <param name="Map">The map.</param>
/// <param name="QuantizationError">Weighted mean distance of the training vectors to their best-matching units.</param>
/// <param name="TopographicError">
/// Weighted share of the training vectors whose best and second-best units are not neighbours on the grid, diagonals included
/// (Kiviluoto, 1996); 0 on a map of one node.
/// </param>
public sealed record SelfOrganizingMapTraining(SelfOrganizingMap Map, double QuantizationError, double TopographicError);
