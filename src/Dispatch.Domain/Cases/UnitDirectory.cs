using System.Collections.Immutable;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Cases;

/// <summary>The units of data/care/units.json to which cases are referred, by station. A centre edits them; the shipped ones are the demonstration's.</summary>
public sealed record UnitDirectory(ImmutableArray<CareUnit> Units)
{
    /// <summary>Reads the text of the file.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its line.</exception>
    public static UnitDirectory Parse(string json) => DataFile.Read("care/units.json", json, Read);

    /// <summary>The units of one station.</summary>
    public ImmutableArray<CareUnit> Of(string stationId) => [.. Units.Where(unit => unit.Stations.Contains(stationId))];

    private static UnitDirectory Read(DataNode root)
    {
        var units = ImmutableArray.CreateBuilder<CareUnit>();
        foreach (var row in root.Rows("units"))
        {
            var name = row.Wording("name");
            var unit = new CareUnit(row.Text("id"), name.Zh, name.En, row.Text("kind"), row.Flag("emergencyLinked"), [.. row.Texts("stations")]);
            if (units.Any(other => other.Id == unit.Id))
            {
                row.Fault("id", $"'{unit.Id}' stands twice");
            }

            units.Add(unit);
        }

        return new UnitDirectory(units.ToImmutable());
    }
}
