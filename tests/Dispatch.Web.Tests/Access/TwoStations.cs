using System.Net;
using Dispatch.Web.Tests.Hosting;

namespace Dispatch.Web.Tests.Access;

/// <summary>People of every role at Fucheng, and things of Fucheng (their own), of Zhuoda, which shares its board with them, and of nobody they know.</summary>
public sealed class TwoStations : IAsyncLifetime
{
    public const string Own = "fucheng";
    public const string Agreed = "zhuoda";

    public static readonly IReadOnlyDictionary<Role, string?> People = new Dictionary<Role, string?>
    {
        [Role.Resident] = null,
        [Role.Volunteer] = "volunteer1.fucheng",
        [Role.Counsellor] = "counsellor1.fucheng",
        [Role.Coordinator] = "coordinator.fucheng",
        [Role.StationHead] = "head.fucheng",
        [Role.Admin] = "admin",
    };

    private readonly Dictionary<Role, Visitor> _visitors = [];

    public Product Product { get; } = new();

    internal Visitor this[Role role] => _visitors[role];

    public async Task InitializeAsync()
    {
        foreach (var (role, account) in People)
        {
            _visitors[role] = await Product.VisitAsync(account);
        }

        (await this[Role.Admin].PutAsync($"/api/boards/{Agreed}/shares/{Own}", new { })).Ok(HttpStatusCode.NoContent);
    }

    public async Task DisposeAsync()
    {
        foreach (var visitor in _visitors.Values)
        {
            visitor.Dispose();
        }

        await Product.DisposeAsync();
    }

    /// <summary>A request of psychological help at a station, which starts in three days; id and case code.</summary>
    internal async Task<(string Id, string Code)> AskAsync(string station)
    {
        var need = new
        {
            service = "counselling",
            description = "想找人说说话",
            stationId = station,
            remote = true,
            startsAt = DateTimeOffset.UtcNow.AddDays(3),
        };
        var asked = (await this[Role.Resident].PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);
        return ((string)asked["id"]!, (string)asked["code"]!);
    }

    /// <summary>What people did to a request, which every command adds to; what it does by itself is left out.</summary>
    internal async Task<string> DeedsAsync(string id) => string.Join('|', (await this[Role.Admin].GetAsync($"/api/requests/{id}/timeline")).Ok().AsArray()
        .Where(entry => People.Values.Contains((string?)entry!["by"]))
        .Select(entry => $"{entry!["what"]} {entry["by"]}"));
}

[CollectionDefinition(Name)]
public sealed class TwoStationsCollection : ICollectionFixture<TwoStations>
{
    public const string Name = "two stations";
}
