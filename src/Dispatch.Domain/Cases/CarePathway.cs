using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Cases;

/// <summary>A stage with its names and what it is entered and left by, in words.</summary>
public sealed record StageFacts(CrisisStage Code, Wording Name, Wording Enter, Wording Leave);

/// <summary>A step with its names, its stage, and what it is done by.</summary>
public sealed record StepFacts(CareStep Code, Wording Name, CrisisStage Stage, ImmutableArray<StepCriterion> DoneWhen);

/// <summary>The pathway of data/care/steps.json: five steps in three stages, and how long a unit has for answering a referral.</summary>
public sealed record CarePathway(ImmutableArray<StageFacts> Stages, ImmutableArray<StepFacts> Steps, ImmutableArray<TimeSpan> ReferralTimes)
{
    /// <summary>Reads the text of the file.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its line.</exception>
    public static CarePathway Parse(string json) => DataFile.Read("care/steps.json", json, PathwayReader.Read);

    /// <summary>The facts of a step.</summary>
    public StepFacts Of(CareStep step) => Steps[(int)step];

    /// <summary>How long a unit has for its answer.</summary>
    public TimeSpan ReferralTime(RiskLevel level) => ReferralTimes[(int)level];
}

/// <summary>Turns steps.json into a pathway. Names are free; what makes a step safe is not.</summary>
internal static class PathwayReader
{
    // G03 and G05: no edit lets a case pass its assessment unconfirmed, or its follow-up with contacts left.
    private static readonly ImmutableArray<(CareStep Step, StepCriterion Criterion)> Indispensable =
    [
        (CareStep.Assess, StepCriterion.LevelConfirmed),
        (CareStep.Intervene, StepCriterion.Stabilised),
        (CareStep.FollowUp, StepCriterion.PlanComplete),
    ];

    public static CarePathway Read(DataNode root)
    {
        var stages = root.Rows("stages")
            .Select(row => new StageFacts(row.Word<CrisisStage>("code"), row.Wording("name"), row.Wording("enter"), row.Wording("leave")))
            .ToImmutableArray();
        var steps = root.Rows("steps").Select(ReadStep).ToImmutableArray();
        if (!stages.Select(stage => stage.Code).SequenceEqual(Enum.GetValues<CrisisStage>()))
        {
            root.Fault("stages", $"must be {string.Join(", ", Enum.GetNames<CrisisStage>())}, in this order");
        }

        if (!steps.Select(step => step.Code).SequenceEqual(Enum.GetValues<CareStep>()))
        {
            root.Fault("steps", $"must be {string.Join(", ", Enum.GetNames<CareStep>())}, in this order");
        }

        var hours = root.Child("referralHours");
        return new CarePathway(stages, steps, [.. Enum.GetNames<RiskLevel>().Select(level => TimeSpan.FromHours(hours.Whole(level, 1, 720)))]);
    }

    private static StepFacts ReadStep(DataNode row)
    {
        var step = new StepFacts(row.Word<CareStep>("code"), row.Wording("name"), row.Word<CrisisStage>("stage"), row.Words<StepCriterion>("doneWhen"));
        foreach (var (_, criterion) in Indispensable.Where(pair => pair.Step == step.Code && !step.DoneWhen.Contains(pair.Criterion)))
        {
            row.Fault("doneWhen", $"must hold '{criterion}'");
        }

        if (step.DoneWhen.IsEmpty)
        {
            row.Fault("doneWhen", "must not be empty");
        }

        return step;
    }
}
