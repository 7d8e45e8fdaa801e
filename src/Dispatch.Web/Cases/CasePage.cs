using System.Collections.Immutable;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Cases;
using Dispatch.Web.Accounts;

namespace Dispatch.Web.Cases;

/// <summary>What a step is called, and its stage; a centre may rename both.</summary>
public sealed record StepName(CareStep Step, string NameZh, string NameEn, CrisisStage Stage, string StageZh, string StageEn, ImmutableArray<StepCriterion> DoneWhen);

/// <summary>What an account is called.</summary>
public sealed record PersonName(string Account, string? Name);

/// <summary>A case with what its page needs to show it: names of steps, units and colleagues.</summary>
/// <param name="Case">The case.</param>
/// <param name="Steps">The five steps as this installation calls them.</param>
/// <param name="Units">Units that it can be referred to.</param>
/// <param name="People">Whoever is named in it.</param>
public sealed record CasePage(CaseView Case, ImmutableArray<StepName> Steps, ImmutableArray<CareUnit> Units, ImmutableArray<PersonName> People)
{
    internal static async Task<CasePage> OfAsync(CaseView view, UnitDirectory units, CarePathway pathway, StaffNames names)
    {
        var people = ImmutableArray.CreateBuilder<PersonName>();
        foreach (var account in view.History.Select(entry => entry.By).Concat([view.Owner, view.Deputy, view.Supervisor]).Distinct(StringComparer.Ordinal))
        {
            people.Add(new PersonName(account, await names.OfAsync(account)));
        }

        return new CasePage(view, StepsOf(pathway), units.Of(view.StationId), people.ToImmutable());
    }

    private static ImmutableArray<StepName> StepsOf(CarePathway pathway) =>
    [
        .. pathway.Steps.Select(step => pathway.Stages[(int)step.Stage] is var stage
            ? new StepName(step.Code, step.Name.Zh, step.Name.En, stage.Code, stage.Name.Zh, stage.Name.En, step.DoneWhen)
            : null!),
    ];
}
