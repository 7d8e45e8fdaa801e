using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Demo;

/// <summary>Reads demo/people.json: staff with their roles, teams with their anchors, and responders.</summary>
internal static class DemoPeople
{
    public static DemoData Read(DataNode root, ImmutableArray<DemoArea> areas, ImmutableArray<StationFacts> stations, ServiceCatalogue catalogue)
    {
        var staff = root.Rows("staff").Select(row => ReadStaff(row, stations)).ToList();
        var teams = root.Rows("teams").Select(row => ReadTeam(row, staff)).ToList();
        var reader = new DemoResponders(areas, stations, catalogue, teams);
        var responders = root.Rows("responders").Select(reader.Read).ToImmutableArray();
        var names = staff.Select(person => person.Name).Concat(responders.Select(person => person.Id));
        foreach (var twice in names.GroupBy(name => name).Where(group => group.Count() > 1))
        {
            root.Fault("responders", $"'{twice.Key}' stands {twice.Count()} times");
        }

        var accounts = staff.Where(person => person.Role is not null)
            .Select(person => new DemoAccount(person.Name, person.DisplayName, person.Role.GetValueOrDefault(), person.StationId))
            .Concat(responders.Select(SignIn))
            .ToImmutableArray();
        RequireLeads(root, stations, accounts);
        return new DemoData(stations, responders, accounts);
    }

    private static Staff ReadStaff(DataNode row, ImmutableArray<StationFacts> stations)
    {
        row.Marker();
        row.Text("title");
        var station = row.TextOrNull("station");
        if (station is not null && stations.All(known => known.Id != station))
        {
            row.Fault("station", $"unknown station '{station}'");
        }

        return new Staff(row.Text("id"), row.Wording("name").Zh, row.Has("role") ? row.Word<Role>("role") : null, station);
    }

    private static string ReadTeam(DataNode row, List<Staff> staff)
    {
        row.Marker();
        row.Wording("name");
        if (staff.All(person => person.Name != row.Text("anchor")))
        {
            row.Fault("anchor", $"'{row.Text("anchor")}' is not on the staff");
        }

        return row.Text("id");
    }

    private static DemoAccount SignIn(ResponderProfile person) =>
        new(person.Id, person.Name, person.Kind == ResponderKind.Counsellor ? Role.Counsellor : Role.Volunteer, person.StationId);

    // A High-risk request goes to a named human from the first second, so the name must be one who can sign in.
    private static void RequireLeads(DataNode root, ImmutableArray<StationFacts> stations, ImmutableArray<DemoAccount> accounts)
    {
        foreach (var station in stations)
        {
            RequireRole(root, accounts, station, station.Head, Role.StationHead);
            RequireRole(root, accounts, station, station.Coordinator, Role.Coordinator);
        }
    }

    private static void RequireRole(DataNode root, ImmutableArray<DemoAccount> accounts, StationFacts station, string name, Role role)
    {
        if (!accounts.Any(account => account.Name == name && account.Role == role && account.StationId == station.Id))
        {
            root.Fault("staff", $"'{name}' must be {role} of '{station.Id}'");
        }
    }

    private sealed record Staff(string Name, string DisplayName, Role? Role, string? StationId);
}
