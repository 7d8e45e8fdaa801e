using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Incidents;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Incidents;

/// <summary>What data/care/incident.json says. A centre may edit it inside the bounds that the reader holds.</summary>
/// <param name="Kinds">What can be declared.</param>
/// <param name="Repeat">A call that was not seen rings again after this.</param>
/// <param name="Rounds">How often it rings at most.</param>
/// <param name="Support">Service of psychological support at General.</param>
/// <param name="GraveSupport">The same above General.</param>
/// <param name="Practical">Service of practical help, which volunteers give.</param>
public sealed record IncidentSettings(
    ImmutableArray<IncidentKind> Kinds, TimeSpan Repeat, int Rounds, string Support, string GraveSupport, string Practical)
{
    /// <summary>Most kinds.</summary>
    public const int KindsMost = 20;

    /// <summary>Reads the text of the file, whose services the catalogue must hold and be fit for their part.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its line.</exception>
    public static IncidentSettings Parse(string json, ServiceCatalogue catalogue) => DataFile.Read("care/incident.json", json, root => Read(root, catalogue));

    /// <summary>Whether a kind can be declared.</summary>
    public bool Knows(string kind) => Kinds.Any(each => each.Code == kind);

    private static IncidentSettings Read(DataNode root, ServiceCatalogue catalogue)
    {
        var kinds = ImmutableArray.CreateBuilder<IncidentKind>();
        foreach (var row in root.Rows("kinds"))
        {
            var (code, name) = (row.Text("code"), row.Child("name"));
            if (kinds.Any(each => each.Code == code))
            {
                row.Fault("code", $"'{code}' is there twice");
            }

            kinds.Add(new IncidentKind(code, name.Text("zh"), name.Text("en")));
        }

        if (kinds.Count is 0 or > KindsMost)
        {
            root.Fault("kinds", $"must hold 1 to {KindsMost} kinds");
        }

        var (call, services) = (root.Child("call"), root.Child("services"));
        return new IncidentSettings(
            kinds.ToImmutable(),
            TimeSpan.FromSeconds(call.Whole("repeatSeconds", 10, 120)),
            call.Whole("rounds", 5, 120),
            Service(services, "support", catalogue, CareRules.IsOfCounsellors, "is not given by counsellors alone"),
            Service(services, "graveSupport", catalogue, CareRules.IsOfCounsellors, "is not given by counsellors alone"),
            Service(services, "practical", catalogue, IsPractical, "is no practical help at General that volunteers give"));
    }

    private static string Service(DataNode services, string field, ServiceCatalogue catalogue, Func<ServiceType, bool> fits, string otherwise)
    {
        var code = services.Text(field);
        if (code.Length > 0 && (catalogue.Find(code) is not { } service ? "is no service of services.json" : fits(service) ? null : otherwise) is { } wrong)
        {
            services.Fault(field, $"'{code}' {wrong}");
        }

        return code;
    }

    private static bool IsPractical(ServiceType service) =>
        service is { Level: RiskLevel.General, CaseData: false, Psychological: false, OfCase: false, ReferralOnly: false } && service.Kinds.Contains(ResponderKind.Volunteer);
}
