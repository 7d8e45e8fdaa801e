using System.Collections.Immutable;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Demo;

/// <summary>An area and the station whose circle it lies in, if any.</summary>
internal sealed record DemoArea(AreaFacts Facts, string? StationId);

/// <summary>Reads demo/areas.json.</summary>
internal static class DemoAreas
{
    public static ImmutableArray<DemoArea> Read(DataNode root)
    {
        var areas = ImmutableArray.CreateBuilder<DemoArea>();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in root.Rows("areas"))
        {
            var code = row.Text("code");
            var name = row.Wording("name");
            row.Marker();
            if (!codes.Add(code))
            {
                row.Fault("code", $"'{code}' stands twice");
            }

            if (row.TextOrNull("parent") is { } parent && !codes.Contains(parent))
            {
                row.Fault("parent", $"'{parent}' does not stand above this row");
            }

            areas.Add(new DemoArea(new AreaFacts(code, name.Zh, name.En, row.Point("centre")), row.TextOrNull("station")));
        }

        return areas.ToImmutable();
    }
}
