using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Demo;

/// <summary>The texts of the files under data/demo that an empty store starts from.</summary>
public sealed record DemoTexts(string Areas, string Stations, string People);

/// <summary>An account of the demo set; the host gives it a password.</summary>
public sealed record DemoAccount(string Name, string DisplayName, Role Role, string? StationId);

/// <summary>The demo set as commands: stations that take requests, responders, and who may sign in.</summary>
public sealed record DemoData(
    ImmutableArray<StationFacts> Stations, ImmutableArray<ResponderProfile> Responders, ImmutableArray<DemoAccount> Accounts)
{
    /// <summary>Reads the demo set and checks every reference in it.</summary>
    /// <exception cref="DataFaultsException">Names the first faulty file and every fault in it.</exception>
    public static DemoData Parse(DemoTexts texts, ServiceCatalogue catalogue)
    {
        var areas = DataFile.Read("demo/areas.json", texts.Areas, DemoAreas.Read);
        var stations = DataFile.Read("demo/stations.json", texts.Stations, root => DemoStations.Read(root, areas));
        return DataFile.Read("demo/people.json", texts.People, root => DemoPeople.Read(root, areas, stations, catalogue));
    }
}
